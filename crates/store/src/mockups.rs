//! Mockups.

use std::collections::HashMap;

use async_trait::async_trait;
use library::ids::{AccountId, CatalogId, CollectionId, TemplateId, ThingId};
use library::mockups::{Mockup, NewMockup, Query as Wanted, Read, Sort, Write};
use library::templates::Template;
use library::things::{Thing, ThingKind};
use library::{Listed, Result, Time};
use sea_query::{Expr, ExprTrait, JoinType, Query, SelectStatement};
use uuid::Uuid;

use crate::chosen::Chosen;
use crate::open::Store;
use crate::schema::{Catalogs, Collections, Entries, Mockups, Shelves, Templates, Things};
use crate::statement::insert;
use crate::totals::of_kind;
use crate::transaction::Changes;
use crate::{renders, templates, things};

const KIND: ThingKind = ThingKind::Mockup;

#[derive(sqlx::FromRow)]
struct Row {
    #[sqlx(flatten)]
    thing: things::Row,
    template_id: Uuid,
}

fn with_template(query: &mut SelectStatement) {
    query.column((Mockups::Table, Mockups::TemplateId)).join(
        JoinType::InnerJoin,
        Mockups::Table,
        Expr::col((Mockups::Table, Mockups::ThingId)).equals((Things::Table, Things::Id)),
    );
}

impl Store {
    /// Completes mockups: their templates (one of many mockups is read once) and previews.
    async fn complete(&self, rows: Vec<Row>) -> Result<Vec<Mockup>> {
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let mut wanted: Vec<Uuid> = rows.iter().map(|row| row.template_id).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let query = templates::select().and_where(Expr::col(Templates::Id).is_in(wanted)).to_owned();
        let found: Vec<templates::Row> = self.database.all(&query).await?;
        let templates: HashMap<Uuid, Template> = found
            .into_iter()
            .map(|row| Template::try_from(row).map(|template| (template.id.0, template)))
            .collect::<Result<_>>()?;
        let mut previews = things::previews(&self.database, rows.iter().map(|row| row.thing.id)).await?;
        rows.into_iter()
            // A mockup deleted between two of these reads has lost its template: it is gone.
            .filter_map(|row| templates.get(&row.template_id).map(|template| (row.thing, template.clone())))
            .map(|(row, template)| {
                let previews = previews.remove(&row.id).unwrap_or_default();
                Ok(Mockup { thing: row.try_into()?, template, previews })
            })
            .collect()
    }
}

/// Whether a collection has the thing.
fn in_collection(collection: CollectionId) -> Expr {
    let entries = Query::select()
        .column((Entries::Table, Entries::Id))
        .from(Entries::Table)
        .and_where(Expr::col((Entries::Table, Entries::ThingId)).equals((Things::Table, Things::Id)))
        .and_where(Expr::col((Entries::Table, Entries::CollectionId)).eq(collection.0))
        .to_owned();
    Expr::exists(entries)
}

/// Whether the thing shows in a catalog: see [`Wanted::catalog`].
fn in_catalog(catalog: CatalogId) -> Expr {
    let shelf = Query::select()
        .column((Shelves::Table, Shelves::MockupId))
        .from(Shelves::Table)
        .and_where(Expr::col((Shelves::Table, Shelves::MockupId)).equals((Things::Table, Things::Id)))
        .to_owned();
    let here = shelf.clone().and_where(Expr::col((Shelves::Table, Shelves::CatalogId)).eq(catalog.0)).to_owned();
    let is_default = Query::select()
        .column((Catalogs::Table, Catalogs::Id))
        .from(Catalogs::Table)
        .and_where(Expr::col((Catalogs::Table, Catalogs::Id)).eq(catalog.0))
        .and_where(Expr::col((Catalogs::Table, Catalogs::IsDefault)).eq(true))
        .to_owned();
    let entries = Query::select()
        .column((Entries::Table, Entries::Id))
        .from(Entries::Table)
        .join(
            JoinType::InnerJoin,
            Collections::Table,
            Expr::col((Collections::Table, Collections::Id)).equals((Entries::Table, Entries::CollectionId)),
        )
        .and_where(Expr::col((Entries::Table, Entries::ThingId)).equals((Things::Table, Things::Id)))
        .and_where(Expr::col((Collections::Table, Collections::CatalogId)).eq(catalog.0))
        .to_owned();
    let nowhere_else = Expr::not_exists(shelf).and(Expr::exists(is_default));
    Expr::exists(here).or(nowhere_else).or(Expr::exists(entries))
}

fn filtered(store: &Store, wanted: &Wanted, called: &Chosen) -> SelectStatement {
    let made = || Expr::col((Things::Table, Things::CreatedAt));
    let mut query = called.things_of(&store.database, wanted.account, KIND);
    called.narrow(&mut query);
    query
        .and_where_option(wanted.collection.map(in_collection))
        .and_where_option(wanted.catalog.map(in_catalog))
        .and_where_option(wanted.created_from.map(|from| made().gte(from)))
        .and_where_option(wanted.created_to.map(|to| made().lte(to)))
        .to_owned()
}

#[async_trait]
impl Read for Store {
    async fn mockup(&self, account: AccountId, id: ThingId) -> Result<Option<Mockup>> {
        let mut query = things::of(account, KIND);
        query.columns(things::columns()).and_where(Expr::col((Things::Table, Things::Id)).eq(id.0));
        with_template(&mut query);
        let rows: Vec<Row> = self.database.all(&query).await?;
        Ok(self.complete(rows).await?.pop())
    }

    async fn mockups(&self, wanted: &Wanted) -> Result<Listed<Mockup>> {
        let filtered = filtered(self, wanted, &self.called(&wanted.name).await?);
        let anywhere = wanted.catalog.is_none() && wanted.collection.is_none();
        let all = anywhere && wanted.name.is_empty() && wanted.created_from.is_none() && wanted.created_to.is_none();
        let total = if all {
            self.listed(wanted.account, of_kind(KIND)).await?
        } else {
            things::total(&self.database, &things::listed(&filtered)).await?
        };
        let sort = match wanted.sort {
            Sort::Name => Things::NameFolded,
            Sort::Created => Things::CreatedAt,
            Sort::Updated => Things::UpdatedAt,
        };
        let page = things::page(&filtered, sort, wanted.order, wanted.window, with_template);
        let rows: Vec<Row> = self.database.all(&page).await?;
        Ok(Listed { items: self.complete(rows).await?, total })
    }
}

#[async_trait]
impl Write for Changes {
    async fn insert_mockup(&mut self, mockup: &NewMockup) -> Result<()> {
        things::add(self, &Thing { kind: KIND, ..mockup.thing.clone() }, &mockup.previews).await?;
        let row = insert!(Mockups::Table,
            Mockups::ThingId => mockup.thing.id.0,
            Mockups::TemplateId => mockup.template.0,
        );
        self.execute(&row).await.map(drop)
    }

    async fn rename_mockup(&mut self, account: AccountId, id: ThingId, name: &str, now: Time) -> Result<bool> {
        things::rename(self, account, KIND, id, name, now).await
    }

    async fn delete_mockup(&mut self, account: AccountId, id: ThingId) -> Result<Option<TemplateId>> {
        let Some(held) = things::hold(self, account, KIND, id).await? else { return Ok(None) };
        let query = Query::select()
            .column(Mockups::TemplateId)
            .from(Mockups::Table)
            .and_where(Expr::col(Mockups::ThingId).eq(id.0))
            .to_owned();
        let template: Option<(Uuid,)> = self.first(&query).await?;
        renders::remove_of_mockup(self, account, id).await?;
        things::remove(self, held).await?;
        Ok(template.map(|(template,)| TemplateId(template)))
    }
}
