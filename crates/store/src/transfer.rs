//! What moving accounts reads beside what each noun does, and whether ids are taken.

use async_trait::async_trait;
use library::Result;
use library::entries::Entry;
use library::ids::{AccountId, CatalogId, CollectionId, OriginalId, TemplateId, ThingId};
use library::originals::Original;
use library::photos::PhotoMockup;
use library::templates::Template;
use library::transfer::{MockupPlace, Noun, Read, Write};
use sea_query::{Expr, ExprTrait, Iden, IntoColumnRef, JoinType, Order, Query, SelectStatement};
use uuid::Uuid;

use crate::open::Store;
use crate::schema::{
    Catalogs, Collections, Comments, Entries, Fonts, Mockups, OriginalMockups, Originals, Preferences, Presets,
    Reactions, Shelves, Snapshots, Templates, Things,
};
use crate::transaction::Changes;
use crate::values::CHUNK;
use crate::{entries, originals, photos, templates};

#[derive(sqlx::FromRow)]
#[expect(clippy::struct_field_names, reason = "the columns' names")]
struct PlaceRow {
    thing_id: Uuid,
    template_id: Uuid,
    original_id: Option<Uuid>,
    catalog_id: Option<Uuid>,
}

#[async_trait]
impl Read for Store {
    async fn templates_after(
        &self,
        account: AccountId,
        after: Option<TemplateId>,
        limit: u32,
    ) -> Result<Vec<Template>> {
        let query = templates::select()
            .and_where(Expr::col(Templates::AccountId).eq(account.0))
            .and_where_option(after.map(|after| Expr::col(Templates::Id).gt(after.0)))
            .order_by(Templates::Id, Order::Asc)
            .limit(limit.into())
            .to_owned();
        let rows: Vec<templates::Row> = self.database.all(&query).await?;
        rows.into_iter().map(Template::try_from).collect()
    }

    async fn originals_after(
        &self,
        account: AccountId,
        after: Option<OriginalId>,
        limit: u32,
    ) -> Result<Vec<Original>> {
        let query = originals::select(account)
            .and_where_option(after.map(|after| Expr::col(Originals::Id).gt(after.0)))
            .order_by(Originals::Id, Order::Asc)
            .limit(limit.into())
            .to_owned();
        let rows: Vec<originals::Row> = self.database.all(&query).await?;
        Ok(rows.into_iter().map(Original::from).collect())
    }

    async fn mockup_places(&self, things: &[ThingId]) -> Result<Vec<(ThingId, MockupPlace)>> {
        let mut places = Vec::with_capacity(things.len());
        for part in things.chunks(CHUNK) {
            let thing = || Expr::col((Mockups::Table, Mockups::ThingId));
            let query = Query::select()
                .columns([(Mockups::Table, Mockups::ThingId), (Mockups::Table, Mockups::TemplateId)])
                .column((OriginalMockups::Table, OriginalMockups::OriginalId))
                .column((Shelves::Table, Shelves::CatalogId))
                .from(Mockups::Table)
                .join(
                    JoinType::LeftJoin,
                    OriginalMockups::Table,
                    thing().equals((OriginalMockups::Table, OriginalMockups::MockupId)),
                )
                .join(JoinType::LeftJoin, Shelves::Table, thing().equals((Shelves::Table, Shelves::MockupId)))
                .and_where(thing().is_in(part.iter().map(|id| id.0)))
                .to_owned();
            let rows: Vec<PlaceRow> = self.database.all(&query).await?;
            places.extend(rows.into_iter().map(|row| {
                let PlaceRow { thing_id, template_id, original_id, catalog_id } = row;
                let (original, catalog) = (original_id.map(OriginalId), catalog_id.map(CatalogId));
                (ThingId(thing_id), MockupPlace { template: TemplateId(template_id), original, catalog })
            }));
        }
        Ok(places)
    }

    async fn photos_of(&self, things: &[ThingId]) -> Result<Vec<PhotoMockup>> {
        let mut found = Vec::with_capacity(things.len());
        for part in things.chunks(CHUNK) {
            let among = Expr::col((Things::Table, Things::Id)).is_in(part.iter().map(|id| id.0));
            let query = photos::select().and_where(among).to_owned();
            let rows: Vec<photos::Row> = self.database.all(&query).await?;
            found.extend(self.photos_with_previews(rows).await?);
        }
        Ok(found)
    }

    async fn entries_after(
        &self,
        collection: CollectionId,
        in_stacks: bool,
        after: Option<&Entry>,
        limit: u32,
    ) -> Result<Vec<Entry>> {
        let column = |column| Expr::col((Entries::Table, column));
        let place = Expr::tuple([column(Entries::Rank), column(Entries::Id)]);
        let parent = column(Entries::ParentId);
        let query = entries::select()
            .and_where(column(Entries::CollectionId).eq(collection.0))
            .and_where(if in_stacks { parent.is_not_null() } else { parent.is_null() })
            .and_where_option(after.map(|last| place.gt(Expr::tuple([Expr::val(last.rank), Expr::val(last.id.0)]))))
            .order_by((Entries::Table, Entries::Rank), Order::Asc)
            .order_by((Entries::Table, Entries::Id), Order::Asc)
            .limit(limit.into())
            .to_owned();
        let rows: Vec<entries::Row> = self.database.all(&query).await?;
        rows.into_iter().map(Entry::try_from).collect()
    }

    async fn preferences(&self, account: AccountId) -> Result<Vec<(String, String)>> {
        let query = Query::select()
            .columns([Preferences::Name, Preferences::Words])
            .from(Preferences::Table)
            .and_where(Expr::col(Preferences::AccountId).eq(account.0))
            .to_owned();
        let mut rows: Vec<(String, String)> = self.database.all(&query).await?;
        // The databases' own orders differ.
        rows.sort_unstable();
        Ok(rows)
    }
}

/// The row with this id.
fn row<T: Iden + Copy + 'static>(table: T, column: T, id: Uuid) -> SelectStatement
where
    (T, T): IntoColumnRef,
{
    Query::select().column((table, column)).from(table).and_where(Expr::col((table, column)).eq(id)).to_owned()
}

#[async_trait]
impl Write for Changes {
    async fn is_taken(&mut self, noun: Noun, id: Uuid) -> Result<bool> {
        let query = match noun {
            Noun::Catalog => row(Catalogs::Table, Catalogs::Id, id),
            Noun::Font => row(Fonts::Table, Fonts::Id, id),
            Noun::Template => row(Templates::Table, Templates::Id, id),
            Noun::Original => row(Originals::Table, Originals::Id, id),
            Noun::Thing => row(Things::Table, Things::Id, id),
            Noun::Snapshot => row(Snapshots::Table, Snapshots::Id, id),
            Noun::Preset => row(Presets::Table, Presets::Id, id),
            Noun::Collection => row(Collections::Table, Collections::Id, id),
            Noun::Entry => row(Entries::Table, Entries::Id, id),
            Noun::Reaction => row(Reactions::Table, Reactions::Id, id),
            Noun::Comment => row(Comments::Table, Comments::Id, id),
        };
        Ok(self.first::<(Uuid,)>(&query).await?.is_some())
    }
}
