-- Times are RFC 3339 text in UTC, ids 16 bytes, hashes 32 bytes. What is folded is in lower case, for comparing.

CREATE TABLE blobs (
    hash BLOB NOT NULL PRIMARY KEY,
    bytes INTEGER NOT NULL,
    registered_at TEXT NOT NULL
) STRICT;
CREATE INDEX blobs_registered ON blobs (registered_at);

-- Users and accounts share one sequence.
CREATE TABLE principals (
    serial INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    id BLOB NOT NULL UNIQUE
) STRICT;

CREATE TABLE users (
    id BLOB NOT NULL PRIMARY KEY,
    serial INTEGER NOT NULL UNIQUE REFERENCES principals (serial),
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL UNIQUE,
    email TEXT,
    email_folded TEXT UNIQUE,
    password TEXT,
    created_at TEXT NOT NULL
) STRICT;

-- `listed_…`: how many rows its lists have, kept by every insert and delete; beside it, what the rules count.
CREATE TABLE accounts (
    id BLOB NOT NULL PRIMARY KEY,
    serial INTEGER NOT NULL UNIQUE REFERENCES principals (serial),
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL UNIQUE,
    own_of BLOB REFERENCES users (id),
    parent_id BLOB REFERENCES accounts (id),
    created_at TEXT NOT NULL,
    mockups INTEGER NOT NULL,
    assets INTEGER NOT NULL,
    collections INTEGER NOT NULL,
    renders INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    listed_mockups INTEGER NOT NULL DEFAULT 0,
    listed_assets INTEGER NOT NULL DEFAULT 0,
    listed_collections INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE members (
    serial INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    user_id BLOB NOT NULL REFERENCES users (id),
    role TEXT NOT NULL,
    UNIQUE (account_id, user_id)
) STRICT;
CREATE INDEX members_user ON members (user_id);

CREATE TABLE keys (
    id BLOB NOT NULL PRIMARY KEY,
    user_id BLOB NOT NULL REFERENCES users (id),
    account_id BLOB NOT NULL REFERENCES accounts (id),
    name TEXT NOT NULL,
    created_at TEXT NOT NULL,
    last_used_at TEXT,
    requests INTEGER NOT NULL
) STRICT;
CREATE INDEX keys_account ON keys (account_id);

CREATE TABLE key_spellings (
    label TEXT NOT NULL,
    hash BLOB NOT NULL,
    key_id BLOB NOT NULL REFERENCES keys (id) ON DELETE CASCADE,
    PRIMARY KEY (label, hash)
) STRICT;
CREATE INDEX key_spellings_key ON key_spellings (key_id);

CREATE TABLE sessions (
    id BLOB NOT NULL PRIMARY KEY,
    token_hash BLOB NOT NULL UNIQUE,
    user_id BLOB NOT NULL REFERENCES users (id),
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    agent TEXT NOT NULL
) STRICT;
CREATE INDEX sessions_user ON sessions (user_id);
CREATE INDEX sessions_expiry ON sessions (expires_at);

CREATE TABLE templates (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    file_hash BLOB NOT NULL REFERENCES blobs (hash),
    file_bytes INTEGER NOT NULL,
    outline TEXT NOT NULL,
    created_at TEXT NOT NULL,
    UNIQUE (account_id, file_hash)
) STRICT;
CREATE INDEX templates_file ON templates (file_hash);

-- The integer key is what the search index names rows by, and must survive a VACUUM.
CREATE TABLE things (
    serial INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    id BLOB NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    author_id BLOB NOT NULL REFERENCES users (id),
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    description TEXT NOT NULL,
    privacy TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX things_created ON things (account_id, kind, created_at, id);
CREATE INDEX things_updated ON things (account_id, kind, updated_at, id);
CREATE INDEX things_name ON things (account_id, kind, name_folded, id);

CREATE VIRTUAL TABLE things_search USING fts5 (
    name_folded, content = 'things', content_rowid = 'serial', tokenize = 'trigram case_sensitive 1'
);
CREATE TRIGGER things_search_insert AFTER INSERT ON things BEGIN
    INSERT INTO things_search (rowid, name_folded) VALUES (new.serial, new.name_folded);
END;
CREATE TRIGGER things_search_delete AFTER DELETE ON things BEGIN
    INSERT INTO things_search (things_search, rowid, name_folded) VALUES ('delete', old.serial, old.name_folded);
END;
CREATE TRIGGER things_search_update AFTER UPDATE OF name_folded ON things BEGIN
    INSERT INTO things_search (things_search, rowid, name_folded) VALUES ('delete', old.serial, old.name_folded);
    INSERT INTO things_search (rowid, name_folded) VALUES (new.serial, new.name_folded);
END;

CREATE TABLE mockups (
    thing_id BLOB NOT NULL PRIMARY KEY REFERENCES things (id) ON DELETE CASCADE,
    template_id BLOB NOT NULL REFERENCES templates (id)
) STRICT;
CREATE INDEX mockups_template ON mockups (template_id);

CREATE TABLE assets (
    thing_id BLOB NOT NULL PRIMARY KEY REFERENCES things (id) ON DELETE CASCADE,
    blob_hash BLOB NOT NULL REFERENCES blobs (hash),
    blob_bytes INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    width INTEGER,
    height INTEGER
) STRICT;
CREATE INDEX assets_blob ON assets (blob_hash);

CREATE TABLE previews (
    thing_id BLOB NOT NULL REFERENCES things (id) ON DELETE CASCADE,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    blob_hash BLOB NOT NULL REFERENCES blobs (hash),
    blob_bytes INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    PRIMARY KEY (thing_id, width)
) STRICT;
CREATE INDEX previews_blob ON previews (blob_hash);

CREATE TABLE catalogs (
    serial INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    id BLOB NOT NULL UNIQUE,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    name TEXT NOT NULL,
    is_default INTEGER NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX catalogs_account ON catalogs (account_id);
CREATE UNIQUE INDEX catalogs_default ON catalogs (account_id) WHERE is_default;

CREATE TABLE collections (
    serial INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    id BLOB NOT NULL UNIQUE,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    catalog_id BLOB NOT NULL REFERENCES catalogs (id),
    author_id BLOB NOT NULL REFERENCES users (id),
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    description TEXT NOT NULL,
    privacy TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    mockups INTEGER NOT NULL,
    assets INTEGER NOT NULL,
    listed_entries INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX collections_created ON collections (account_id, created_at, id);
CREATE INDEX collections_updated ON collections (account_id, updated_at, id);
CREATE INDEX collections_name ON collections (account_id, name_folded, id);
CREATE INDEX collections_catalog ON collections (catalog_id);

CREATE TABLE entries (
    serial INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    id BLOB NOT NULL UNIQUE,
    collection_id BLOB NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
    thing_id BLOB NOT NULL REFERENCES things (id),
    kind TEXT NOT NULL,
    rank INTEGER NOT NULL,
    added_by BLOB NOT NULL REFERENCES users (id),
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX entries_order ON entries (collection_id, rank, id);
CREATE INDEX entries_thing ON entries (thing_id);

CREATE TABLE uploads (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    name TEXT NOT NULL,
    created_at TEXT NOT NULL,
    file_hash BLOB REFERENCES blobs (hash),
    file_bytes INTEGER
) STRICT;
CREATE INDEX uploads_created ON uploads (created_at);
CREATE INDEX uploads_file ON uploads (file_hash);

CREATE TABLE upload_parts (
    upload_id BLOB NOT NULL REFERENCES uploads (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    blob_hash BLOB NOT NULL REFERENCES blobs (hash),
    blob_bytes INTEGER NOT NULL,
    PRIMARY KEY (upload_id, number)
) STRICT;
CREATE INDEX upload_parts_blob ON upload_parts (blob_hash);

CREATE TABLE pictures (
    account_id BLOB NOT NULL REFERENCES accounts (id),
    key BLOB NOT NULL,
    blob_hash BLOB NOT NULL REFERENCES blobs (hash),
    blob_bytes INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    losses TEXT NOT NULL,
    texts TEXT NOT NULL,
    drawn_at TEXT NOT NULL,
    PRIMARY KEY (account_id, key)
) STRICT;
CREATE INDEX pictures_blob ON pictures (blob_hash);
CREATE INDEX pictures_drawn ON pictures (drawn_at);

CREATE TABLE renders (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    user_id BLOB NOT NULL REFERENCES users (id),
    mockup_id BLOB NOT NULL REFERENCES things (id),
    ordered TEXT NOT NULL,
    label TEXT NOT NULL,
    job_id BLOB NOT NULL,
    created_at TEXT NOT NULL,
    picture_key BLOB,
    FOREIGN KEY (account_id, picture_key) REFERENCES pictures (account_id, key)
) STRICT;
CREATE INDEX renders_mockup ON renders (mockup_id);
CREATE INDEX renders_picture ON renders (account_id, picture_key);

CREATE TABLE artworks (
    render_id BLOB NOT NULL REFERENCES renders (id) ON DELETE CASCADE,
    blob_hash BLOB NOT NULL REFERENCES blobs (hash),
    blob_bytes INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (render_id, blob_hash)
) STRICT;
CREATE INDEX artworks_blob ON artworks (blob_hash);
CREATE INDEX artworks_created ON artworks (created_at);

-- `ready_at`: when a worker may take it: a waiting job's earliest time, a running one's end of lease, null once ended.
CREATE TABLE jobs (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    user_id BLOB NOT NULL REFERENCES users (id),
    kind TEXT NOT NULL,
    work TEXT NOT NULL,
    file_hash BLOB REFERENCES blobs (hash),
    mockup_id BLOB,
    state TEXT NOT NULL,
    failure_reason TEXT,
    failure_message TEXT,
    attempts INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    ready_at TEXT,
    lease_token BLOB
) STRICT;
CREATE INDEX jobs_claim ON jobs (created_at, id) WHERE ready_at IS NOT NULL;
CREATE INDEX jobs_unfinished ON jobs (account_id) WHERE ready_at IS NOT NULL;
CREATE INDEX jobs_ended ON jobs (updated_at) WHERE ready_at IS NULL;
CREATE INDEX jobs_account ON jobs (account_id, created_at, id);
CREATE INDEX jobs_mockup ON jobs (mockup_id, created_at, id);
CREATE INDEX jobs_file ON jobs (file_hash);

CREATE TABLE requests (
    account_id BLOB NOT NULL REFERENCES accounts (id),
    key TEXT NOT NULL,
    fingerprint BLOB NOT NULL,
    subject BLOB NOT NULL,
    noted_at TEXT NOT NULL,
    PRIMARY KEY (account_id, key)
) STRICT;
CREATE INDEX requests_noted ON requests (noted_at);
