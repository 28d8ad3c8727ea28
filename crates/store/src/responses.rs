//! Reactions and comments.

use async_trait::async_trait;
use library::ids::{CommentId, EntryId, ReactionId, UserId};
use library::page::{Key, Page, Part};
use library::responses::{Comment, Reaction, Read, Write};
use library::{Error, Order, Result, Time};
use sea_query::{Expr, ExprTrait, OnConflict, Query, SelectStatement};
use uuid::Uuid;

use crate::dashboard::open_ids;
use crate::open::Store;
use crate::paging::Sorting;
use crate::schema::{Comments, Entries, Reactions};
use crate::search::{contains, fold};
use crate::statement::insert;
use crate::things;
use crate::transaction::Changes;
use crate::values::CHUNK;

#[derive(sqlx::FromRow)]
struct ReactionRow {
    serial: i64,
    id: Uuid,
    entry_id: Uuid,
    user_id: Uuid,
    created_at: Time,
}

impl From<ReactionRow> for Reaction {
    fn from(row: ReactionRow) -> Self {
        let ReactionRow { serial, id, entry_id, user_id, created_at } = row;
        Self { id: ReactionId(id), serial, entry: EntryId(entry_id), user: UserId(user_id), created_at }
    }
}

#[derive(sqlx::FromRow)]
struct CommentRow {
    serial: i64,
    id: Uuid,
    entry_id: Uuid,
    author_id: Uuid,
    body: String,
    annotation: String,
    created_at: Time,
    updated_at: Time,
}

impl From<CommentRow> for Comment {
    fn from(row: CommentRow) -> Self {
        let CommentRow { serial, id, entry_id, author_id, body, annotation, created_at, updated_at } = row;
        let (id, entry, author) = (CommentId(id), EntryId(entry_id), UserId(author_id));
        Self { id, serial, entry, author, body, annotation, created_at, updated_at }
    }
}

fn reactions() -> SelectStatement {
    let columns = [Reactions::Serial, Reactions::Id, Reactions::EntryId, Reactions::UserId, Reactions::CreatedAt];
    Query::select().columns(columns).from(Reactions::Table).to_owned()
}

fn with_columns(query: &mut SelectStatement) {
    query.columns(
        [
            Comments::Serial,
            Comments::Id,
            Comments::EntryId,
            Comments::AuthorId,
            Comments::Body,
            Comments::Annotation,
            Comments::CreatedAt,
            Comments::UpdatedAt,
        ]
        .map(|column| (Comments::Table, column)),
    );
}

fn comments() -> SelectStatement {
    Query::select().from(Comments::Table).to_owned()
}

impl Store {
    async fn comment_page(
        &self,
        filtered: SelectStatement,
        list: &'static str,
        order: Order,
        part: &Part,
    ) -> Result<Page<Comment>> {
        let column = |column| Expr::col((Comments::Table, column));
        let sorting = Sorting { list, key: column(Comments::CreatedAt), id: column(Comments::Id), order };
        let mut query = filtered.clone();
        with_columns(&mut query);
        sorting.cut(&mut query, part)?;
        let rows: Vec<CommentRow> = self.database.all(&query).await?;
        let items = rows.into_iter().map(Comment::from).collect();
        let page = sorting.page(items, part, |comment: &Comment| (Key::Time(comment.created_at), comment.id.0));
        let total = if part.count { Some(things::total(&self.database, &filtered).await?) } else { None };
        Ok(Page { total, ..page })
    }
}

#[async_trait]
impl Read for Store {
    async fn reactions(&self, entries: &[EntryId]) -> Result<Vec<Reaction>> {
        let mut found: Vec<Reaction> = Vec::new();
        for part in entries.chunks(CHUNK) {
            let query =
                reactions().and_where(Expr::col(Reactions::EntryId).is_in(part.iter().map(|id| id.0))).to_owned();
            let rows: Vec<ReactionRow> = self.database.all(&query).await?;
            found.extend(rows.into_iter().map(Reaction::from));
        }
        found.sort_unstable_by_key(|reaction| reaction.serial);
        Ok(found)
    }

    async fn reaction_by_serial(&self, serial: i64) -> Result<Option<Reaction>> {
        let query = reactions().and_where(Expr::col(Reactions::Serial).eq(serial)).to_owned();
        let row: Option<ReactionRow> = self.database.first(&query).await?;
        Ok(row.map(Reaction::from))
    }

    async fn comments(&self, entry: EntryId, part: &Part) -> Result<Page<Comment>> {
        let own = comments().and_where(Expr::col((Comments::Table, Comments::EntryId)).eq(entry.0)).to_owned();
        self.comment_page(own, "comments", Order::Ascending, part).await
    }

    async fn comment_by_serial(&self, serial: i64) -> Result<Option<Comment>> {
        let mut query = comments();
        with_columns(&mut query);
        let row: Option<CommentRow> =
            self.database.first(query.and_where(Expr::col(Comments::Serial).eq(serial))).await?;
        Ok(row.map(Comment::from))
    }

    async fn comments_seen_by(&self, user: UserId, text: &str, part: &Part) -> Result<Page<Comment>> {
        let seen = Query::select()
            .column((Entries::Table, Entries::Id))
            .from(Entries::Table)
            .and_where(Expr::col((Entries::Table, Entries::Id)).equals((Comments::Table, Comments::EntryId)))
            .and_where(Expr::col(Entries::CollectionId).in_subquery(open_ids(user)))
            .and_where(Expr::col(Entries::TrashedAt).is_null())
            .to_owned();
        // Comments are few beside entries: from each to its entry.
        let found = comments()
            .and_where(Expr::exists(seen))
            .and_where_option(contains((Comments::Table, Comments::BodyFolded), text))
            .to_owned();
        self.comment_page(found, "comments-seen", Order::Descending, part).await
    }
}

#[async_trait]
impl Write for Changes {
    async fn insert_reaction(&mut self, reaction: &Reaction) -> Result<Reaction> {
        let mut row = insert!(Reactions::Table,
            Reactions::Id => reaction.id.0,
            Reactions::EntryId => reaction.entry.0,
            Reactions::UserId => reaction.user.0,
            Reactions::CreatedAt => reaction.created_at,
        );
        // An update that changes nothing gives the row that is there.
        let again =
            OnConflict::columns([Reactions::EntryId, Reactions::UserId]).update_column(Reactions::UserId).to_owned();
        let columns = [Reactions::Serial, Reactions::Id, Reactions::EntryId, Reactions::UserId, Reactions::CreatedAt];
        row.on_conflict(again).returning(Query::returning().columns(columns));
        let stored: Option<ReactionRow> = self.first(&row).await?;
        let stored: Reaction = stored.ok_or_else(|| Error::internal("a reaction was not stored"))?.into();
        if stored.id == reaction.id {
            self.count_responses(reaction.entry, Entries::Reactions, 1).await?;
        }
        Ok(stored)
    }

    async fn delete_reaction(&mut self, id: ReactionId) -> Result<()> {
        let change = Query::delete()
            .from_table(Reactions::Table)
            .and_where(Expr::col(Reactions::Id).eq(id.0))
            .returning_col(Reactions::EntryId)
            .to_owned();
        match self.first::<(Uuid,)>(&change).await? {
            Some((entry,)) => self.count_responses(EntryId(entry), Entries::Reactions, -1).await,
            None => Ok(()),
        }
    }

    async fn insert_comment(&mut self, comment: &Comment) -> Result<Comment> {
        let mut row = insert!(Comments::Table,
            Comments::Id => comment.id.0,
            Comments::EntryId => comment.entry.0,
            Comments::AuthorId => comment.author.0,
            Comments::Body => comment.body.as_str(),
            Comments::BodyFolded => fold(&comment.body),
            Comments::Annotation => comment.annotation.as_str(),
            Comments::CreatedAt => comment.created_at,
            Comments::UpdatedAt => comment.updated_at,
        );
        let serial = self.insert_numbered(&mut row, Comments::Serial, "this is there already").await?;
        self.count_responses(comment.entry, Entries::Comments, 1).await?;
        Ok(Comment { serial, ..comment.clone() })
    }

    async fn update_comment(&mut self, comment: &Comment) -> Result<()> {
        let change = Query::update()
            .table(Comments::Table)
            .value(Comments::Body, comment.body.as_str())
            .value(Comments::BodyFolded, fold(&comment.body))
            .value(Comments::Annotation, comment.annotation.as_str())
            .value(Comments::UpdatedAt, comment.updated_at)
            .and_where(Expr::col(Comments::Id).eq(comment.id.0))
            .to_owned();
        self.execute(&change).await.map(drop)
    }

    async fn delete_comment(&mut self, id: CommentId) -> Result<()> {
        let change = Query::delete()
            .from_table(Comments::Table)
            .and_where(Expr::col(Comments::Id).eq(id.0))
            .returning_col(Comments::EntryId)
            .to_owned();
        match self.first::<(Uuid,)>(&change).await? {
            Some((entry,)) => self.count_responses(EntryId(entry), Entries::Comments, -1).await,
            None => Ok(()),
        }
    }
}

impl Changes {
    /// Notes that there are more responses to an entry (or fewer).
    async fn count_responses(&mut self, entry: EntryId, kept: Entries, by: i64) -> Result<()> {
        let change = Query::update()
            .table(Entries::Table)
            .value(kept, Expr::col(kept).add(by))
            .and_where(Expr::col(Entries::Id).eq(entry.0))
            .to_owned();
        self.execute(&change).await.map(drop)
    }
}
