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
pub(crate) enum Looks {
    Table,
    BlobHash,
    Look,
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
    ListedPhotos,
    ListedModels,
    ListedLinks,
    ListedNotes,
    ListedColours,
    ListedStacks,
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
    Role,
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
    Form,
    Body,
    BodyKey,
    Tags,
    Details,
    ParentId,
    Hidden,
    LockToken,
    LockHolder,
    LockUntil,
    TrashedAt,
    Words,
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
pub(crate) enum PhotoMockups {
    Table,
    ThingId,
    BlobHash,
    BlobBytes,
    MediaType,
    Width,
    Height,
    Areas,
    Customizable,
    Version,
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
    Words,
    ViewSort,
    ViewOrder,
    ViewMode,
    Labels,
    CoverId,
    Archived,
    Collaborators,
    Models,
    Links,
    Notes,
    Colours,
    Stacks,
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
    Form,
    ParentId,
    Made,
    TrashedAt,
    Reactions,
    Comments,
    Children,
    NameFolded,
    ChangedAt,
    Bytes,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum Uploads {
    Table,
    Id,
    AccountId,
    Name,
    Words,
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
pub(crate) enum Originals {
    Table,
    Id,
    AccountId,
    TemplateId,
    Name,
    CreatedAt,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum OriginalMockups {
    Table,
    MockupId,
    OriginalId,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum Shelves {
    Table,
    MockupId,
    CatalogId,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum Presets {
    Table,
    Id,
    MockupId,
    SlotId,
    Name,
    AreaLeft,
    AreaTop,
    AreaWidth,
    AreaHeight,
    CreatedAt,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum PresetPreviews {
    Table,
    PresetId,
    Width,
    Height,
    BlobHash,
    BlobBytes,
    MediaType,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum Inputs {
    Table,
    CollectionId,
    Name,
    Place,
    MockupId,
    SlotId,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum WebhookEndpoints {
    Table,
    Id,
    AccountId,
    Door,
    Url,
    Secret,
    Description,
    EventTypes,
    Naming,
    Enabled,
    FailingSince,
    CreatedAt,
    UpdatedAt,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum WebhookEvents {
    Table,
    Id,
    AccountId,
    Kind,
    JobId,
    RenderId,
    MockupId,
    FailureReason,
    FailureMessage,
    HappenedAt,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum WebhookDeliveries {
    Table,
    Id,
    AccountId,
    EndpointId,
    EventId,
    JobId,
    EventType,
    State,
    Attempts,
    HttpStatus,
    Error,
    CreatedAt,
    UpdatedAt,
    ReadyAt,
    LeaseToken,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum ThingsSearch {
    Table,
    NameFolded,
    Rowid,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum Fonts {
    Table,
    Id,
    AccountId,
    BlobHash,
    BlobBytes,
    Family,
    Style,
    PostscriptName,
    PostscriptFolded,
    Category,
    License,
    CreatedAt,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum EditorSessions {
    Table,
    Id,
    AccountId,
    UserId,
    TokenHash,
    BootstrapHash,
    Channel,
    Purpose,
    Edits,
    MockupId,
    SlotId,
    AllowedOrigin,
    Shop,
    Product,
    Variant,
    Action,
    PrimaryLabel,
    SecondaryLabel,
    Accent,
    CreatedAt,
    ExpiresAt,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum ConfirmedActions {
    Table,
    SessionId,
    Request,
    Fingerprint,
    ConfirmedAt,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum Preferences {
    Table,
    AccountId,
    Name,
    Words,
    Version,
    UpdatedAt,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum ArtworkMarks {
    Table,
    AccountId,
    Mark,
    RenderId,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum Texts {
    Table,
    BlobHash,
    MediaType,
    Words,
    Attempts,
    TriedAt,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum WordsSearch {
    Table,
    Words,
    Rowid,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum Tags {
    Table,
    Serial,
    AccountId,
    Name,
    NameFolded,
    Things,
    CreatedAt,
    UpdatedAt,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum ThingTags {
    Table,
    TagSerial,
    ThingId,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum Conversions {
    Table,
    SourceHash,
    Format,
    BlobHash,
    BlobBytes,
    AskedAt,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum Snapshots {
    Table,
    Id,
    ThingId,
    AuthorId,
    BlobHash,
    BlobBytes,
    TakenAt,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum Standings {
    Table,
    Serial,
    CollectionId,
    UserId,
    SharedAt,
    Highlighted,
    AccessedAt,
    Position,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum Reactions {
    Table,
    Serial,
    Id,
    EntryId,
    UserId,
    CreatedAt,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum Comments {
    Table,
    Serial,
    Id,
    EntryId,
    AuthorId,
    Body,
    BodyFolded,
    Annotation,
    CreatedAt,
    UpdatedAt,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum Emails {
    Table,
    Serial,
    Id,
    UserId,
    Address,
    AddressFolded,
    CreatedAt,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum Invitations {
    Table,
    Serial,
    Id,
    Address,
    AddressFolded,
    AccountId,
    Role,
    CollectionId,
    InvitedBy,
    CreatedAt,
}

#[derive(Clone, Copy, Iden)]
pub(crate) enum Profiles {
    Table,
    AccountId,
    Title,
    Description,
    AvatarHash,
    AvatarBytes,
    AvatarType,
    ViewSort,
    ViewOrder,
    ViewMode,
    Labels,
    Details,
}
