//! People and the accounts they act in.

use chrono::{DateTime, Utc};
use library::accounts as theirs;
use library::users;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::schemas;
use super::twin::twin;

twin! {
    /// What a member may do in an account; each may do what those before it may.
    Role of library::Role { Viewer, Editor, Manager, Owner }
}

/// The one-time link's token.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Link {
    pub(crate) token: String,
}

/// A user to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignUp {
    /// The name to sign in with.
    #[schema(schema_with = schemas::user_name)]
    name: String,
    /// At least 8 characters.
    #[schema(schema_with = schemas::new_password)]
    password: String,
    /// Where mail goes.
    #[schema(schema_with = schemas::email_or_null)]
    #[serde(default)]
    email: Option<String>,
}

impl From<SignUp> for users::NewUser {
    fn from(SignUp { name, password, email }: SignUp) -> Self {
        Self { name, password: Some(password), email: email.filter(|email| !email.trim().is_empty()) }
    }
}

/// The first user to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SetUp {
    /// From the one-time link.
    pub(crate) token: String,
    /// The name to sign in with.
    #[schema(schema_with = schemas::user_name)]
    name: String,
    /// At least 8 characters.
    #[schema(schema_with = schemas::new_password)]
    password: String,
    /// Where mail goes.
    #[schema(schema_with = schemas::email_or_null)]
    #[serde(default)]
    email: Option<String>,
}

impl From<SetUp> for users::SetUp {
    fn from(SetUp { token, name, password, email }: SetUp) -> Self {
        Self { token, user: SignUp { name, password, email }.into() }
    }
}

/// A person.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct User {
    id: Uuid,
    /// The name they sign in with.
    name: String,
    email: Option<String>,
    created_at: DateTime<Utc>,
}

impl From<users::User> for User {
    fn from(user: users::User) -> Self {
        let users::User { id, serial: _, name, email, password: _, created_at } = user;
        Self { id: id.0, name, email, created_at }
    }
}

/// An account, and what the caller is there.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Account {
    id: Uuid,
    name: String,
    /// Whether it is the caller's own, not a team's.
    own: bool,
    role: Role,
    counts: Counts,
    created_at: DateTime<Utc>,
}

impl From<(theirs::Account, library::Role)> for Account {
    fn from((account, role): (theirs::Account, library::Role)) -> Self {
        let theirs::Account { id, serial: _, name, own_of, parent: _, created_at, counts } = account;
        Self { id: id.0, name, own: own_of.is_some(), role: role.into(), counts: counts.into(), created_at }
    }
}

/// How much an account holds.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Counts {
    mockups: i64,
    assets: i64,
    collections: i64,
    /// Pictures ever drawn.
    renders: i64,
    /// Bytes of templates and files.
    bytes: i64,
}

impl From<theirs::Counts> for Counts {
    fn from(theirs::Counts { mockups, assets, collections, renders, bytes }: theirs::Counts) -> Self {
        Self { mockups, assets, collections, renders, bytes }
    }
}

/// The caller.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Me {
    pub(crate) user: User,
    /// The account in use: that of the `X-Account` header, or the caller's own; a key's is its own.
    pub(crate) account: Uuid,
    /// The caller's accounts, their own first.
    pub(crate) accounts: Vec<Account>,
}
