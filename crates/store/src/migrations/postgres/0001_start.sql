-- What is folded is in lower case, for comparing, and sorts by its bytes as SQLite does.

CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE blobs (
    hash bytea NOT NULL PRIMARY KEY,
    bytes bigint NOT NULL,
    registered_at timestamptz NOT NULL
);
CREATE INDEX blobs_registered ON blobs (registered_at);

-- Users and accounts share one sequence.
CREATE TABLE principals (
    serial bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id uuid NOT NULL UNIQUE
);

CREATE TABLE users (
    id uuid NOT NULL PRIMARY KEY,
    serial bigint NOT NULL UNIQUE REFERENCES principals (serial),
    name text NOT NULL,
    name_folded text COLLATE "C" NOT NULL UNIQUE,
    email text,
    email_folded text COLLATE "C" UNIQUE,
    password text,
    created_at timestamptz NOT NULL
);

-- `listed_…`: how many rows its lists have, kept by every insert and delete; beside it, what the rules count.
CREATE TABLE accounts (
    id uuid NOT NULL PRIMARY KEY,
    serial bigint NOT NULL UNIQUE REFERENCES principals (serial),
    name text NOT NULL,
    name_folded text COLLATE "C" NOT NULL UNIQUE,
    own_of uuid REFERENCES users (id),
    parent_id uuid REFERENCES accounts (id),
    created_at timestamptz NOT NULL,
    mockups bigint NOT NULL,
    assets bigint NOT NULL,
    collections bigint NOT NULL,
    renders bigint NOT NULL,
    bytes bigint NOT NULL,
    listed_mockups bigint NOT NULL DEFAULT 0,
    listed_assets bigint NOT NULL DEFAULT 0,
    listed_collections bigint NOT NULL DEFAULT 0
);

CREATE TABLE members (
    serial bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES accounts (id),
    user_id uuid NOT NULL REFERENCES users (id),
    role text NOT NULL,
    UNIQUE (account_id, user_id)
);
CREATE INDEX members_user ON members (user_id);

CREATE TABLE keys (
    id uuid NOT NULL PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id),
    account_id uuid NOT NULL REFERENCES accounts (id),
    name text NOT NULL,
    created_at timestamptz NOT NULL,
    last_used_at timestamptz,
    requests bigint NOT NULL
);
CREATE INDEX keys_account ON keys (account_id);

CREATE TABLE key_spellings (
    label text NOT NULL,
    hash bytea NOT NULL,
    key_id uuid NOT NULL REFERENCES keys (id) ON DELETE CASCADE,
    PRIMARY KEY (label, hash)
);
CREATE INDEX key_spellings_key ON key_spellings (key_id);

CREATE TABLE sessions (
    id uuid NOT NULL PRIMARY KEY,
    token_hash bytea NOT NULL UNIQUE,
    user_id uuid NOT NULL REFERENCES users (id),
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    agent text NOT NULL
);
CREATE INDEX sessions_user ON sessions (user_id);
CREATE INDEX sessions_expiry ON sessions (expires_at);

CREATE TABLE templates (
    id uuid NOT NULL PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES accounts (id),
    file_hash bytea NOT NULL REFERENCES blobs (hash),
    file_bytes bigint NOT NULL,
    outline text NOT NULL,
    created_at timestamptz NOT NULL,
    UNIQUE (account_id, file_hash)
);
CREATE INDEX templates_file ON templates (file_hash);

CREATE TABLE things (
    serial bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id uuid NOT NULL UNIQUE,
    kind text NOT NULL,
    account_id uuid NOT NULL REFERENCES accounts (id),
    author_id uuid NOT NULL REFERENCES users (id),
    name text NOT NULL,
    name_folded text COLLATE "C" NOT NULL,
    description text NOT NULL,
    privacy text NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE INDEX things_created ON things (account_id, kind, created_at, id);
CREATE INDEX things_updated ON things (account_id, kind, updated_at, id);
CREATE INDEX things_name ON things (account_id, kind, name_folded, id);

CREATE INDEX things_search ON things USING gin (name_folded gin_trgm_ops);

CREATE TABLE mockups (
    thing_id uuid NOT NULL PRIMARY KEY REFERENCES things (id) ON DELETE CASCADE,
    template_id uuid NOT NULL REFERENCES templates (id)
);
CREATE INDEX mockups_template ON mockups (template_id);

CREATE TABLE assets (
    thing_id uuid NOT NULL PRIMARY KEY REFERENCES things (id) ON DELETE CASCADE,
    blob_hash bytea NOT NULL REFERENCES blobs (hash),
    blob_bytes bigint NOT NULL,
    media_type text NOT NULL,
    width bigint,
    height bigint
);
CREATE INDEX assets_blob ON assets (blob_hash);

CREATE TABLE previews (
    thing_id uuid NOT NULL REFERENCES things (id) ON DELETE CASCADE,
    width bigint NOT NULL,
    height bigint NOT NULL,
    blob_hash bytea NOT NULL REFERENCES blobs (hash),
    blob_bytes bigint NOT NULL,
    media_type text NOT NULL,
    PRIMARY KEY (thing_id, width)
);
CREATE INDEX previews_blob ON previews (blob_hash);

CREATE TABLE catalogs (
    serial bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id uuid NOT NULL UNIQUE,
    account_id uuid NOT NULL REFERENCES accounts (id),
    name text NOT NULL,
    is_default boolean NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE INDEX catalogs_account ON catalogs (account_id);
CREATE UNIQUE INDEX catalogs_default ON catalogs (account_id) WHERE is_default;

CREATE TABLE collections (
    serial bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id uuid NOT NULL UNIQUE,
    account_id uuid NOT NULL REFERENCES accounts (id),
    catalog_id uuid NOT NULL REFERENCES catalogs (id),
    author_id uuid NOT NULL REFERENCES users (id),
    name text NOT NULL,
    name_folded text COLLATE "C" NOT NULL,
    description text NOT NULL,
    privacy text NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    mockups bigint NOT NULL,
    assets bigint NOT NULL,
    listed_entries bigint NOT NULL DEFAULT 0
);
CREATE INDEX collections_created ON collections (account_id, created_at, id);
CREATE INDEX collections_updated ON collections (account_id, updated_at, id);
CREATE INDEX collections_name ON collections (account_id, name_folded, id);
CREATE INDEX collections_catalog ON collections (catalog_id);

CREATE TABLE entries (
    serial bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id uuid NOT NULL UNIQUE,
    collection_id uuid NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
    thing_id uuid NOT NULL REFERENCES things (id),
    kind text NOT NULL,
    rank bigint NOT NULL,
    added_by uuid NOT NULL REFERENCES users (id),
    created_at timestamptz NOT NULL
);
CREATE INDEX entries_order ON entries (collection_id, rank, id);
CREATE INDEX entries_thing ON entries (thing_id);

CREATE TABLE uploads (
    id uuid NOT NULL PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES accounts (id),
    name text NOT NULL,
    created_at timestamptz NOT NULL,
    file_hash bytea REFERENCES blobs (hash),
    file_bytes bigint
);
CREATE INDEX uploads_created ON uploads (created_at);
CREATE INDEX uploads_file ON uploads (file_hash);

CREATE TABLE upload_parts (
    upload_id uuid NOT NULL REFERENCES uploads (id) ON DELETE CASCADE,
    number bigint NOT NULL,
    blob_hash bytea NOT NULL REFERENCES blobs (hash),
    blob_bytes bigint NOT NULL,
    PRIMARY KEY (upload_id, number)
);
CREATE INDEX upload_parts_blob ON upload_parts (blob_hash);

CREATE TABLE pictures (
    account_id uuid NOT NULL REFERENCES accounts (id),
    key bytea NOT NULL,
    blob_hash bytea NOT NULL REFERENCES blobs (hash),
    blob_bytes bigint NOT NULL,
    media_type text NOT NULL,
    width bigint NOT NULL,
    height bigint NOT NULL,
    losses text NOT NULL,
    texts text NOT NULL,
    drawn_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, key)
);
CREATE INDEX pictures_blob ON pictures (blob_hash);
CREATE INDEX pictures_drawn ON pictures (drawn_at);

CREATE TABLE renders (
    id uuid NOT NULL PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES accounts (id),
    user_id uuid NOT NULL REFERENCES users (id),
    mockup_id uuid NOT NULL REFERENCES things (id),
    ordered text NOT NULL,
    label text NOT NULL,
    job_id uuid NOT NULL,
    created_at timestamptz NOT NULL,
    picture_key bytea,
    FOREIGN KEY (account_id, picture_key) REFERENCES pictures (account_id, key)
);
CREATE INDEX renders_mockup ON renders (mockup_id);
CREATE INDEX renders_picture ON renders (account_id, picture_key);

CREATE TABLE artworks (
    render_id uuid NOT NULL REFERENCES renders (id) ON DELETE CASCADE,
    blob_hash bytea NOT NULL REFERENCES blobs (hash),
    blob_bytes bigint NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (render_id, blob_hash)
);
CREATE INDEX artworks_blob ON artworks (blob_hash);
CREATE INDEX artworks_created ON artworks (created_at);

-- `ready_at`: when a worker may take it: a waiting job's earliest time, a running one's end of lease, null once ended.
CREATE TABLE jobs (
    id uuid NOT NULL PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES accounts (id),
    user_id uuid NOT NULL REFERENCES users (id),
    kind text NOT NULL,
    work text NOT NULL,
    file_hash bytea REFERENCES blobs (hash),
    mockup_id uuid,
    state text NOT NULL,
    failure_reason text,
    failure_message text,
    attempts bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    ready_at timestamptz,
    lease_token uuid
);
CREATE INDEX jobs_claim ON jobs (created_at, id) WHERE ready_at IS NOT NULL;
CREATE INDEX jobs_unfinished ON jobs (account_id) WHERE ready_at IS NOT NULL;
CREATE INDEX jobs_ended ON jobs (updated_at) WHERE ready_at IS NULL;
CREATE INDEX jobs_account ON jobs (account_id, created_at, id);
CREATE INDEX jobs_mockup ON jobs (mockup_id, created_at, id);
CREATE INDEX jobs_file ON jobs (file_hash);

CREATE TABLE requests (
    account_id uuid NOT NULL REFERENCES accounts (id),
    key text NOT NULL,
    fingerprint bytea NOT NULL,
    subject uuid NOT NULL,
    noted_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, key)
);
CREATE INDEX requests_noted ON requests (noted_at);
