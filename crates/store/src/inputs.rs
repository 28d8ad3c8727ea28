//! Names that collections give to slots: a row a slot.

use async_trait::async_trait;
use library::Result;
use library::ids::{CollectionId, ThingId};
use library::inputs::{Input, Read, Target, Write};
use sea_query::{Expr, ExprTrait, Order, Query};
use uuid::Uuid;

use crate::open::Store;
use crate::schema::Inputs;
use crate::statement::insert;
use crate::transaction::Changes;

#[derive(sqlx::FromRow)]
struct Row {
    name: String,
    mockup_id: Uuid,
    slot_id: Uuid,
}

#[async_trait]
impl Read for Store {
    async fn inputs(&self, collection: CollectionId) -> Result<Vec<Input>> {
        let query = Query::select()
            .columns([Inputs::Name, Inputs::MockupId, Inputs::SlotId])
            .from(Inputs::Table)
            .and_where(Expr::col(Inputs::CollectionId).eq(collection.0))
            .order_by(Inputs::Name, Order::Asc)
            .order_by(Inputs::Place, Order::Asc)
            .to_owned();
        let rows: Vec<Row> = self.database.all(&query).await?;
        let mut inputs: Vec<Input> = Vec::new();
        for Row { name, mockup_id, slot_id } in rows {
            let target = Target { mockup: ThingId(mockup_id), slot: slot_id };
            match inputs.last_mut().filter(|last| last.name == name) {
                Some(last) => last.targets.push(target),
                None => inputs.push(Input { collection, name, targets: vec![target] }),
            }
        }
        Ok(inputs)
    }
}

#[async_trait]
impl Write for Changes {
    async fn put_input(&mut self, input: &Input) -> Result<()> {
        self.delete_input(input.collection, &input.name).await?;
        for (place, target) in input.targets.iter().enumerate() {
            let row = insert!(Inputs::Table,
                Inputs::CollectionId => input.collection.0,
                Inputs::Name => input.name.as_str(),
                Inputs::Place => place as i64,
                Inputs::MockupId => target.mockup.0,
                Inputs::SlotId => target.slot,
            );
            self.execute(&row).await?;
        }
        Ok(())
    }

    async fn delete_input(&mut self, collection: CollectionId, name: &str) -> Result<bool> {
        let change = Query::delete()
            .from_table(Inputs::Table)
            .and_where(Expr::col(Inputs::CollectionId).eq(collection.0))
            .and_where(Expr::col(Inputs::Name).eq(name))
            .to_owned();
        Ok(self.execute(&change).await? > 0)
    }
}
