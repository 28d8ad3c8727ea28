//! Collections.

use std::collections::HashMap;

use async_trait::async_trait;
use library::collections::{
    Collection, Dashboard, DashboardCounts, Query as Wanted, Read, Sort, Standing, View, Write,
};
use library::ids::{AccountId, CatalogId, CollectionId, ThingId, UserId};
use library::page::{Key, Page, Part};
use library::things::{Privacy, ThingKind};
use library::{Error, Listed, Result, Time};
use sea_query::{Expr, ExprTrait, OnConflict, Order, Query, SelectStatement};
use uuid::Uuid;

use crate::dashboard::{DashboardRow, accounts_of, in_dashboard_order, on_dashboard, open_to, own_accounts};
use crate::open::Store;
use crate::paging::Sorting;
use crate::schema::{Accounts, Collections, Entries, Members, Standings};
use crate::search::{contains, fold};
use crate::statement::insert;
use crate::things;
use crate::transaction::Changes;
use crate::values::{CHUNK, direction, named, window};

#[derive(sqlx::FromRow)]
pub(crate) struct Row {
    id: Uuid,
    serial: i64,
    account_id: Uuid,
    catalog_id: Uuid,
    author_id: Uuid,
    name: String,
    description: String,
    privacy: String,
    created_at: Time,
    updated_at: Time,
    view_sort: String,
    view_order: String,
    view_mode: String,
    labels: bool,
    cover_id: Option<Uuid>,
    archived: bool,
    collaborators: i64,
    mockups: i64,
    assets: i64,
    models: i64,
    links: i64,
    notes: i64,
    colours: i64,
    stacks: i64,
}

impl TryFrom<Row> for Collection {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: CollectionId(row.id),
            serial: row.serial,
            account: AccountId(row.account_id),
            catalog: CatalogId(row.catalog_id),
            author: UserId(row.author_id),
            name: row.name,
            description: row.description,
            privacy: named(Privacy::from_name(&row.privacy), "a privacy")?,
            created_at: row.created_at,
            updated_at: row.updated_at,
            view: view(row.view_sort, &row.view_order, row.view_mode, row.labels)?,
            cover: row.cover_id.map(ThingId),
            archived: row.archived,
            collaborators: row.collaborators,
            mockups: row.mockups,
            assets: row.assets,
            models: row.models,
            links: row.links,
            notes: row.notes,
            colours: row.colours,
            stacks: row.stacks,
        })
    }
}

pub(crate) const COLUMNS: [Collections; 24] = [
    Collections::Id,
    Collections::Serial,
    Collections::AccountId,
    Collections::CatalogId,
    Collections::AuthorId,
    Collections::Name,
    Collections::Description,
    Collections::Privacy,
    Collections::CreatedAt,
    Collections::UpdatedAt,
    Collections::ViewSort,
    Collections::ViewOrder,
    Collections::ViewMode,
    Collections::Labels,
    Collections::CoverId,
    Collections::Archived,
    Collections::Collaborators,
    Collections::Mockups,
    Collections::Assets,
    Collections::Models,
    Collections::Links,
    Collections::Notes,
    Collections::Colours,
    Collections::Stacks,
];

/// How a collection or a dashboard is shown, from its columns.
pub(crate) fn view(sort: String, order: &str, mode: String, labels: bool) -> Result<View> {
    let order = [library::Order::Ascending, library::Order::Descending].into_iter().find(|way| way_name(*way) == order);
    Ok(View { sort, order: named(order, "a direction")?, mode, labels })
}

/// A direction's name in storage.
pub(crate) const fn way_name(order: library::Order) -> &'static str {
    match order {
        library::Order::Ascending => "ascending",
        library::Order::Descending => "descending",
    }
}

/// Where a collection keeps how many things of a kind are in it.
pub(crate) const fn counted(kind: ThingKind) -> Collections {
    match kind {
        ThingKind::Mockup | ThingKind::Photo => Collections::Mockups,
        ThingKind::Asset => Collections::Assets,
        ThingKind::Model => Collections::Models,
        ThingKind::Link => Collections::Links,
        ThingKind::Note => Collections::Notes,
        ThingKind::Colour => Collections::Colours,
        ThingKind::Stack => Collections::Stacks,
    }
}

const COUNTS: [Collections; 7] = [
    Collections::Mockups,
    Collections::Assets,
    Collections::Models,
    Collections::Links,
    Collections::Notes,
    Collections::Colours,
    Collections::Stacks,
];

fn of(account: AccountId) -> SelectStatement {
    Query::select().from(Collections::Table).and_where(Expr::col(Collections::AccountId).eq(account.0)).to_owned()
}

/// What a dashboard's text is looked for in.
fn words(collection: &Collection) -> String {
    fold(&[collection.name.as_str(), &collection.description].join("\n"))
}

fn any(which: Expr) -> SelectStatement {
    Query::select().columns(COLUMNS).from(Collections::Table).and_where(which).to_owned()
}

#[derive(sqlx::FromRow)]
struct StandingRow {
    collection_id: Uuid,
    user_id: Uuid,
    shared_at: Option<Time>,
    highlighted: bool,
    accessed_at: Option<Time>,
    position: Option<i64>,
}

impl From<StandingRow> for Standing {
    fn from(row: StandingRow) -> Self {
        let StandingRow { collection_id, user_id, shared_at, highlighted, accessed_at, position } = row;
        let (user, collection) = (UserId(user_id), CollectionId(collection_id));
        Self { user, collection, shared_at, highlighted, accessed_at, position }
    }
}

fn standings() -> SelectStatement {
    Query::select()
        .columns([
            Standings::CollectionId,
            Standings::UserId,
            Standings::SharedAt,
            Standings::Highlighted,
            Standings::AccessedAt,
            Standings::Position,
        ])
        .from(Standings::Table)
        .to_owned()
}

fn one(account: AccountId, id: CollectionId) -> SelectStatement {
    of(account).columns(COLUMNS).and_where(Expr::col(Collections::Id).eq(id.0)).to_owned()
}

#[async_trait]
impl Read for Store {
    async fn collection(&self, account: AccountId, id: CollectionId) -> Result<Option<Collection>> {
        let row: Option<Row> = self.database.first(&one(account, id)).await?;
        row.map(Collection::try_from).transpose()
    }

    async fn collections(&self, wanted: &Wanted) -> Result<Listed<Collection>> {
        let mut query = of(wanted.account);
        query
            .and_where_option(wanted.catalog.map(|catalog| Expr::col(Collections::CatalogId).eq(catalog.0)))
            .and_where_option(contains(Collections::NameFolded, &wanted.name));
        let total = if wanted.catalog.is_none() && wanted.name.is_empty() {
            self.listed(wanted.account, Accounts::ListedCollections).await?
        } else {
            things::total(&self.database, &query).await?
        };
        let sort = match wanted.sort {
            Sort::Name => Collections::NameFolded,
            Sort::Created => Collections::CreatedAt,
            Sort::Updated => Collections::UpdatedAt,
        };
        let order = direction(wanted.order);
        query.columns(COLUMNS).order_by(sort, order.clone()).order_by(Collections::Id, order);
        window(&mut query, wanted.window);
        let rows: Vec<Row> = self.database.all(&query).await?;
        Ok(Listed { items: rows.into_iter().map(Collection::try_from).collect::<Result<_>>()?, total })
    }

    async fn collections_of(&self, account: AccountId, thing: ThingId) -> Result<Vec<Collection>> {
        let places = Query::select()
            .column(Entries::CollectionId)
            .from(Entries::Table)
            .and_where(Expr::col(Entries::ThingId).eq(thing.0))
            .to_owned();
        let query = of(account)
            .columns(COLUMNS)
            .and_where(Expr::col(Collections::Id).in_subquery(places))
            .order_by(Collections::CreatedAt, Order::Asc)
            .order_by(Collections::Id, Order::Asc)
            .to_owned();
        let rows: Vec<Row> = self.database.all(&query).await?;
        rows.into_iter().map(Collection::try_from).collect()
    }

    async fn collections_of_each(&self, account: AccountId, things: &[ThingId]) -> Result<Vec<(ThingId, Collection)>> {
        let mut held: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
        for part in things.chunks(CHUNK) {
            let query = Query::select()
                .columns([Entries::ThingId, Entries::CollectionId])
                .from(Entries::Table)
                .and_where(Expr::col(Entries::ThingId).is_in(part.iter().map(|thing| thing.0)))
                .to_owned();
            let rows: Vec<(Uuid, Uuid)> = self.database.all(&query).await?;
            for (thing, collection) in rows {
                held.entry(thing).or_default().push(collection);
            }
        }
        let mut ids: Vec<Uuid> = held.values().flatten().copied().collect();
        ids.sort_unstable();
        ids.dedup();
        let mut collections: Vec<Collection> = Vec::with_capacity(ids.len());
        for part in ids.chunks(CHUNK) {
            let query = of(account)
                .columns(COLUMNS)
                .and_where(Expr::col(Collections::Id).is_in(part.iter().copied()))
                .to_owned();
            let rows: Vec<Row> = self.database.all(&query).await?;
            for row in rows {
                collections.push(row.try_into()?);
            }
        }
        collections.sort_by_key(|collection| (collection.created_at, collection.id));
        let of_thing = |thing: &ThingId| {
            let own = held.get(&thing.0).cloned().unwrap_or_default();
            let found = collections.iter().filter(move |collection| own.contains(&collection.id.0));
            let thing = *thing;
            found.map(move |collection| (thing, collection.clone())).collect::<Vec<_>>()
        };
        Ok(things.iter().flat_map(of_thing).collect())
    }

    async fn collection_ids_of(&self, things: &[ThingId]) -> Result<Vec<(ThingId, CollectionId)>> {
        let mut places = Vec::new();
        for part in things.chunks(CHUNK) {
            let query = Query::select()
                .columns([Entries::ThingId, Entries::CollectionId])
                .from(Entries::Table)
                .and_where(Expr::col(Entries::ThingId).is_in(part.iter().map(|thing| thing.0)))
                .and_where(Expr::col(Entries::TrashedAt).is_null())
                .to_owned();
            let rows: Vec<(Uuid, Uuid)> = self.database.all(&query).await?;
            places.extend(rows.into_iter().map(|(thing, collection)| (ThingId(thing), CollectionId(collection))));
        }
        places.sort_unstable();
        Ok(places)
    }

    async fn any_collection(&self, id: CollectionId) -> Result<Option<Collection>> {
        let row: Option<Row> = self.database.first(&any(Expr::col(Collections::Id).eq(id.0))).await?;
        row.map(Collection::try_from).transpose()
    }

    async fn collection_by_serial(&self, serial: i64) -> Result<Option<Collection>> {
        let row: Option<Row> = self.database.first(&any(Expr::col(Collections::Serial).eq(serial))).await?;
        row.map(Collection::try_from).transpose()
    }

    async fn collections_page(&self, account: AccountId, part: &Part) -> Result<Page<Collection>> {
        let (key, id) = (Expr::col(Collections::CreatedAt), Expr::col(Collections::Id));
        let sorting = Sorting { list: "collections", key, id, order: library::Order::Descending };
        let mut query = of(account);
        sorting.cut(query.columns(COLUMNS), part)?;
        let rows: Vec<Row> = self.database.all(&query).await?;
        let items = rows.into_iter().map(Collection::try_from).collect::<Result<Vec<_>>>()?;
        let page = sorting.page(items, part, |collection| (Key::Time(collection.created_at), collection.id.0));
        let total = if part.count { Some(self.listed(account, Accounts::ListedCollections).await?) } else { None };
        Ok(Page { total, ..page })
    }

    async fn standing(&self, user: UserId, collection: CollectionId) -> Result<Option<Standing>> {
        let query = standings().and_where(Expr::col(Standings::UserId).eq(user.0)).to_owned();
        let row: Option<StandingRow> =
            self.database.first(query.clone().and_where(Expr::col(Standings::CollectionId).eq(collection.0))).await?;
        Ok(row.map(Standing::from))
    }

    async fn collaborators(&self, collection: CollectionId) -> Result<Vec<Standing>> {
        let query = standings()
            .and_where(Expr::col(Standings::CollectionId).eq(collection.0))
            .and_where(Expr::col(Standings::SharedAt).is_not_null())
            .order_by(Standings::Serial, Order::Asc)
            .to_owned();
        let rows: Vec<StandingRow> = self.database.all(&query).await?;
        Ok(rows.into_iter().map(Standing::from).collect())
    }

    async fn dashboard(&self, query: &Dashboard) -> Result<Listed<(Collection, Option<Standing>)>> {
        let filtered = on_dashboard(query);
        let total = things::total(&self.database, &filtered).await?;
        let rows: Vec<DashboardRow> = self.database.all(&in_dashboard_order(filtered, query)).await?;
        let items = rows.into_iter().map(DashboardRow::pair).collect::<Result<_>>()?;
        Ok(Listed { items, total })
    }

    async fn dashboard_counts(&self, user: UserId) -> Result<DashboardCounts> {
        let all = || open_to(user);
        let archived = || Expr::col((Collections::Table, Collections::Archived));
        let own = Expr::col((Collections::Table, Collections::AccountId)).in_subquery(own_accounts(user));
        let highlighted = Expr::col((Standings::Table, Standings::Highlighted)).eq(true);
        Ok(DashboardCounts {
            active: things::total(&self.database, all().and_where(archived().eq(false))).await?,
            archived: things::total(&self.database, all().and_where(archived().eq(true))).await?,
            highlighted: things::total(&self.database, all().and_where(highlighted)).await?,
            owned: things::total(&self.database, all().and_where(own)).await?,
        })
    }

    async fn contacts(&self, user: UserId) -> Result<Vec<UserId>> {
        let accounts = open_to(user).column((Collections::Table, Collections::AccountId)).to_owned();
        let open = open_to(user).column((Collections::Table, Collections::Id)).to_owned();
        let member_of = Expr::col(Members::AccountId);
        let members = Query::select()
            .column(Members::UserId)
            .from(Members::Table)
            .and_where(member_of.clone().in_subquery(accounts).or(member_of.in_subquery(accounts_of(user))))
            .to_owned();
        let sharers = Query::select()
            .column(Standings::UserId)
            .from(Standings::Table)
            .and_where(Expr::col(Standings::SharedAt).is_not_null())
            .and_where(Expr::col(Standings::CollectionId).in_subquery(open))
            .to_owned();
        let mut people: Vec<UserId> = Vec::new();
        for query in [members, sharers] {
            let rows: Vec<(Uuid,)> = self.database.all(&query).await?;
            people.extend(rows.into_iter().map(|(id,)| UserId(id)).filter(|other| *other != user));
        }
        people.sort_unstable();
        people.dedup();
        Ok(people)
    }
}

#[async_trait]
impl Write for Changes {
    async fn insert_collection(&mut self, collection: &Collection) -> Result<Collection> {
        let mut row = insert!(Collections::Table,
            Collections::Id => collection.id.0,
            Collections::AccountId => collection.account.0,
            Collections::CatalogId => collection.catalog.0,
            Collections::AuthorId => collection.author.0,
            Collections::Name => collection.name.as_str(),
            Collections::NameFolded => fold(&collection.name),
            Collections::Description => collection.description.as_str(),
            Collections::Privacy => collection.privacy.name(),
            Collections::CreatedAt => collection.created_at,
            Collections::UpdatedAt => collection.updated_at,
            Collections::Words => words(collection),
            Collections::ViewSort => collection.view.sort.as_str(),
            Collections::ViewOrder => way_name(collection.view.order),
            Collections::ViewMode => collection.view.mode.as_str(),
            Collections::Labels => collection.view.labels,
            Collections::CoverId => collection.cover.map(|cover| cover.0),
            Collections::Archived => collection.archived,
            Collections::Mockups => 0i64,
            Collections::Assets => 0i64,
        );
        let serial = self.insert_numbered(&mut row, Collections::Serial, "this is there already").await?;
        self.lengthen(collection.account, Accounts::ListedCollections, 1).await?;
        let mut stored = Collection { serial, collaborators: 0, ..collection.clone() };
        for kind in ThingKind::ALL {
            *stored.kept(kind) = 0;
        }
        Ok(stored)
    }

    async fn collection_for_change(&mut self, account: AccountId, id: CollectionId) -> Result<Option<Collection>> {
        let row: Option<Row> = self.first(one(account, id).lock_exclusive()).await?;
        row.map(Collection::try_from).transpose()
    }

    async fn update_collection(&mut self, collection: &Collection) -> Result<()> {
        let before: Option<Row> = self.first(&any(Expr::col(Collections::Id).eq(collection.id.0))).await?;
        if let Some(before) = before.filter(|before| before.account_id != collection.account.0) {
            self.lengthen(AccountId(before.account_id), Accounts::ListedCollections, -1).await?;
            self.lengthen(collection.account, Accounts::ListedCollections, 1).await?;
        }
        let change = Query::update()
            .table(Collections::Table)
            .value(Collections::AccountId, collection.account.0)
            .value(Collections::CatalogId, collection.catalog.0)
            .value(Collections::Name, collection.name.as_str())
            .value(Collections::NameFolded, fold(&collection.name))
            .value(Collections::Description, collection.description.as_str())
            .value(Collections::Privacy, collection.privacy.name())
            .value(Collections::Words, words(collection))
            .value(Collections::ViewSort, collection.view.sort.as_str())
            .value(Collections::ViewOrder, way_name(collection.view.order))
            .value(Collections::ViewMode, collection.view.mode.as_str())
            .value(Collections::Labels, collection.view.labels)
            .value(Collections::CoverId, collection.cover.map(|cover| cover.0))
            .value(Collections::Archived, collection.archived)
            .value(Collections::UpdatedAt, collection.updated_at)
            .and_where(Expr::col(Collections::Id).eq(collection.id.0))
            .to_owned();
        self.execute(&change).await.map(drop)
    }

    async fn add_to_collection_counts(
        &mut self,
        id: CollectionId,
        changes: &[(ThingKind, i64)],
        now: Time,
    ) -> Result<()> {
        let mut change = Query::update();
        change.table(Collections::Table).value(Collections::UpdatedAt, now);
        for kept in COUNTS {
            let more: i64 =
                changes.iter().filter(|(kind, _)| counted(*kind) as u8 == kept as u8).map(|(_, by)| by).sum();
            if more != 0 {
                change.value(kept, Expr::col(kept).add(more));
            }
        }
        self.execute(change.and_where(Expr::col(Collections::Id).eq(id.0))).await.map(drop)
    }

    async fn delete_collection(&mut self, id: CollectionId) -> Result<()> {
        let change = Query::delete()
            .from_table(Collections::Table)
            .and_where(Expr::col(Collections::Id).eq(id.0))
            .returning_col(Collections::AccountId)
            .to_owned();
        match self.first::<(Uuid,)>(&change).await? {
            Some((account,)) => self.lengthen(AccountId(account), Accounts::ListedCollections, -1).await,
            None => Ok(()),
        }
    }

    async fn any_collection_for_change(&mut self, id: CollectionId) -> Result<Option<Collection>> {
        let row: Option<Row> = self.first(any(Expr::col(Collections::Id).eq(id.0)).lock_exclusive()).await?;
        row.map(Collection::try_from).transpose()
    }

    async fn put_standing(&mut self, standing: &Standing) -> Result<()> {
        let (user, collection) = (standing.user.0, standing.collection.0);
        // Whoever shares or unshares counts: one at a time.
        let held = any(Expr::col(Collections::Id).eq(collection)).lock_exclusive().to_owned();
        self.first::<Row>(&held).await?.ok_or(Error::NotFound(library::Noun::Collection))?;
        let there = standings()
            .and_where(Expr::col(Standings::UserId).eq(user))
            .and_where(Expr::col(Standings::CollectionId).eq(collection))
            .to_owned();
        let before = self.first::<StandingRow>(&there).await?.is_some_and(|row| row.shared_at.is_some());
        let mut row = insert!(Standings::Table,
            Standings::CollectionId => collection,
            Standings::UserId => user,
            Standings::SharedAt => standing.shared_at,
            Standings::Highlighted => standing.highlighted,
            Standings::AccessedAt => standing.accessed_at,
            Standings::Position => standing.position,
        );
        let again = OnConflict::columns([Standings::CollectionId, Standings::UserId])
            .update_columns([Standings::SharedAt, Standings::Highlighted, Standings::AccessedAt, Standings::Position])
            .to_owned();
        self.execute(row.on_conflict(again)).await?;
        let by = i64::from(standing.shared_at.is_some()) - i64::from(before);
        let change = Query::update()
            .table(Collections::Table)
            .value(Collections::Collaborators, Expr::col(Collections::Collaborators).add(by))
            .and_where(Expr::col(Collections::Id).eq(collection))
            .to_owned();
        self.execute(&change).await.map(drop)
    }
}
