//! The names of tables and columns, as the migrations make them.

use sea_query::Iden;

#[derive(Clone, Copy, Iden)]
pub(crate) enum Blobs {
    Table,
    Hash,
    Bytes,
    RegisteredAt,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum Principals {
    Table,
    Serial,
    Id,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum Users {
    Table,
    Id,
    Serial,
    Name,
    NameFolded,
    Email,
    EmailFolded,
    Password,
    CreatedAt,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum Accounts {
    Table,
    Id,
    Serial,
    Name,
    NameFolded,
    OwnOf,
    ParentId,
    CreatedAt,
    Mockups,
    Assets,
    Collections,
    Renders,
    Bytes,
    ListedMockups,
    ListedAssets,
    ListedCollections,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum Members {
    Table,
    Serial,
    AccountId,
    UserId,
    Role,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum Keys {
    Table,
    Id,
    UserId,
    AccountId,
    Name,
    CreatedAt,
    LastUsedAt,
    Requests,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum KeySpellings {
    Table,
    Label,
    Hash,
    KeyId,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum Sessions {
    Table,
    Id,
    TokenHash,
    UserId,
    CreatedAt,
    ExpiresAt,
    Agent,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum Templates {
    Table,
    Id,
    AccountId,
    FileHash,
    FileBytes,
    Outline,
    CreatedAt,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum Things {
    Table,
    Serial,
    Id,
    Kind,
    AccountId,
    AuthorId,
    Name,
    NameFolded,
    Description,
    Privacy,
    CreatedAt,
    UpdatedAt,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum Mockups {
    Table,
    ThingId,
    TemplateId,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum Assets {
    Table,
    ThingId,
    BlobHash,
    BlobBytes,
    MediaType,
    Width,
    Height,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum Previews {
    Table,
    ThingId,
    Width,
    Height,
    BlobHash,
    BlobBytes,
    MediaType,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum Catalogs {
    Table,
    Serial,
    Id,
    AccountId,
    Name,
    IsDefault,
    CreatedAt,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum Collections {
    Table,
    Serial,
    Id,
    AccountId,
    CatalogId,
    AuthorId,
    Name,
    NameFolded,
    Description,
    Privacy,
    CreatedAt,
    UpdatedAt,
    Mockups,
    Assets,
    ListedEntries,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum Entries {
    Table,
    Serial,
    Id,
    CollectionId,
    ThingId,
    Kind,
    Rank,
    AddedBy,
    CreatedAt,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum Uploads {
    Table,
    Id,
    AccountId,
    Name,
    CreatedAt,
    FileHash,
    FileBytes,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum UploadParts {
    Table,
    UploadId,
    Number,
    BlobHash,
    BlobBytes,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum Pictures {
    Table,
    AccountId,
    Key,
    BlobHash,
    BlobBytes,
    MediaType,
    Width,
    Height,
    Losses,
    Texts,
    DrawnAt,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum Renders {
    Table,
    Id,
    AccountId,
    UserId,
    MockupId,
    Ordered,
    Label,
    JobId,
    CreatedAt,
    PictureKey,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum Artworks {
    Table,
    RenderId,
    BlobHash,
    BlobBytes,
    CreatedAt,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum Jobs {
    Table,
    Id,
    AccountId,
    UserId,
    Kind,
    Work,
    FileHash,
    MockupId,
    State,
    FailureReason,
    FailureMessage,
    Attempts,
    CreatedAt,
    UpdatedAt,
    ReadyAt,
    LeaseToken,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum Requests {
    Table,
    AccountId,
    Key,
    Fingerprint,
    Subject,
    NotedAt,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum ThingsSearch {
    Table,
    NameFolded,
    Rowid,
}
