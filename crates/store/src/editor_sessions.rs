//! Editor sessions, and what was confirmed in them.

use async_trait::async_trait;
use library::editor_sessions::{Binding, EditorSession, Edits, Looks, Purpose, Read, Write};
use library::ids::{AccountId, EditorSessionId, ThingId, UserId};
use library::{Error, Result, Time};
use sea_query::{Expr, ExprTrait, OnConflict, Query, SelectStatement};
use uuid::Uuid;

use crate::open::Store;
use crate::schema::{ConfirmedActions, EditorSessions};
use crate::statement::insert;
use crate::transaction::Changes;
use crate::values::{Damaged, Hash, named};

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    account_id: Uuid,
    user_id: Uuid,
    channel: Uuid,
    purpose: String,
    edits: String,
    mockup_id: Option<Uuid>,
    slot_id: Option<Uuid>,
    allowed_origin: Option<String>,
    shop: Option<String>,
    product: Option<String>,
    variant: Option<String>,
    action: Option<String>,
    primary_label: Option<String>,
    secondary_label: Option<String>,
    accent: Option<Vec<u8>>,
    created_at: Time,
    expires_at: Time,
}

impl TryFrom<Row> for EditorSession {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let Row { shop, product, variant, action, primary_label, secondary_label, .. } = row;
        let accent = row.accent.map(|bytes| <[u8; 3]>::try_from(bytes).map_err(|_| Damaged("a colour")));
        Ok(Self {
            id: EditorSessionId(row.id),
            account: AccountId(row.account_id),
            user: UserId(row.user_id),
            purpose: named(Purpose::from_name(&row.purpose), "an editor's purpose")?,
            edits: named(Edits::from_name(&row.edits), "an editor's kind")?,
            mockup: row.mockup_id.map(ThingId),
            slot: row.slot_id,
            allowed_origin: row.allowed_origin,
            binding: Binding { shop, product, variant, action },
            looks: Looks { primary_label, secondary_label, accent: accent.transpose()? },
            channel: row.channel,
            created_at: row.created_at,
            expires_at: row.expires_at,
        })
    }
}

fn select() -> SelectStatement {
    use EditorSessions as E;
    let columns = [
        E::Id,
        E::AccountId,
        E::UserId,
        E::Channel,
        E::Purpose,
        E::Edits,
        E::MockupId,
        E::SlotId,
        E::AllowedOrigin,
        E::Shop,
        E::Product,
        E::Variant,
        E::Action,
        E::PrimaryLabel,
        E::SecondaryLabel,
        E::Accent,
        E::CreatedAt,
        E::ExpiresAt,
    ];
    Query::select().columns(columns).from(E::Table).to_owned()
}

#[async_trait]
impl Read for Store {
    async fn editor_session_by_token(&self, hash: &[u8; 32]) -> Result<Option<EditorSession>> {
        let mut query = select();
        query.and_where(Expr::col(EditorSessions::TokenHash).eq(hash.to_vec()));
        let row: Option<Row> = self.database.first(&query).await?;
        row.map(EditorSession::try_from).transpose()
    }

    async fn editor_session_by_channel(&self, account: AccountId, channel: Uuid) -> Result<Option<EditorSession>> {
        let mut query = select();
        query
            .and_where(Expr::col(EditorSessions::AccountId).eq(account.0))
            .and_where(Expr::col(EditorSessions::Channel).eq(channel));
        let row: Option<Row> = self.database.first(&query).await?;
        row.map(EditorSession::try_from).transpose()
    }
}

#[async_trait]
impl Write for Changes {
    async fn insert_editor_session(
        &mut self,
        session: &EditorSession,
        token: &[u8; 32],
        bootstrap: &[u8; 32],
    ) -> Result<()> {
        use EditorSessions as E;
        let words = |words: &Option<String>| words.as_deref().map(str::to_owned);
        let EditorSession { binding, looks, .. } = session;
        let row = insert!(E::Table,
            E::Id => session.id.0,
            E::AccountId => session.account.0,
            E::UserId => session.user.0,
            E::TokenHash => token.to_vec(),
            E::BootstrapHash => bootstrap.to_vec(),
            E::Channel => session.channel,
            E::Purpose => session.purpose.name(),
            E::Edits => session.edits.name(),
            E::MockupId => session.mockup.map(|mockup| mockup.0),
            E::SlotId => session.slot,
            E::AllowedOrigin => words(&session.allowed_origin),
            E::Shop => words(&binding.shop),
            E::Product => words(&binding.product),
            E::Variant => words(&binding.variant),
            E::Action => words(&binding.action),
            E::PrimaryLabel => words(&looks.primary_label),
            E::SecondaryLabel => words(&looks.secondary_label),
            E::Accent => looks.accent.map(|rgb| rgb.to_vec()),
            E::CreatedAt => session.created_at,
            E::ExpiresAt => session.expires_at,
        );
        self.execute(&row).await.map(drop)
    }

    async fn confirm_action(
        &mut self,
        session: EditorSessionId,
        request: &str,
        fingerprint: &[u8; 32],
        now: Time,
    ) -> Result<Option<[u8; 32]>> {
        use ConfirmedActions as C;
        let mut row = insert!(C::Table,
            C::SessionId => session.0,
            C::Request => request,
            C::Fingerprint => fingerprint.to_vec(),
            C::ConfirmedAt => now,
        );
        if self.execute(row.on_conflict(OnConflict::new().do_nothing().to_owned())).await? > 0 {
            return Ok(None);
        }
        let query = Query::select()
            .column(C::Fingerprint)
            .from(C::Table)
            .and_where(Expr::col(C::SessionId).eq(session.0))
            .and_where(Expr::col(C::Request).eq(request))
            .to_owned();
        let before: Option<(Vec<u8>,)> = self.first(&query).await?;
        let (before,) = before.ok_or_else(|| Error::internal("a confirmed action is gone"))?;
        Ok(Some(Hash::try_from(before)?.0))
    }

    async fn delete_expired_editor_sessions(&mut self, before: Time) -> Result<()> {
        let change = Query::delete()
            .from_table(EditorSessions::Table)
            .and_where(Expr::col(EditorSessions::ExpiresAt).lt(before))
            .to_owned();
        self.execute(&change).await.map(drop)
    }
}
