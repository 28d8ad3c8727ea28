-- Fonts that accounts added; a file of several fonts is a row for each.
CREATE TABLE fonts (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    blob_hash BLOB NOT NULL REFERENCES blobs (hash),
    blob_bytes INTEGER NOT NULL,
    family TEXT NOT NULL,
    style TEXT NOT NULL,
    postscript_name TEXT NOT NULL,
    postscript_folded TEXT NOT NULL,
    category TEXT NOT NULL,
    license TEXT NOT NULL,
    created_at TEXT NOT NULL,
    UNIQUE (account_id, postscript_folded)
) STRICT;
CREATE INDEX fonts_blob ON fonts (blob_hash);

CREATE TABLE editor_sessions (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    user_id BLOB NOT NULL REFERENCES users (id),
    token_hash BLOB NOT NULL UNIQUE,
    bootstrap_hash BLOB NOT NULL,
    channel BLOB NOT NULL UNIQUE,
    purpose TEXT NOT NULL,
    edits TEXT NOT NULL,
    mockup_id BLOB,
    slot_id BLOB,
    allowed_origin TEXT,
    shop TEXT,
    product TEXT,
    variant TEXT,
    action TEXT,
    primary_label TEXT,
    secondary_label TEXT,
    accent BLOB,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;
CREATE INDEX editor_sessions_expiry ON editor_sessions (expires_at);

CREATE TABLE confirmed_actions (
    session_id BLOB NOT NULL REFERENCES editor_sessions (id) ON DELETE CASCADE,
    request TEXT NOT NULL,
    fingerprint BLOB NOT NULL,
    confirmed_at TEXT NOT NULL,
    PRIMARY KEY (session_id, request)
) STRICT;

CREATE TABLE preferences (
    account_id BLOB NOT NULL REFERENCES accounts (id),
    name TEXT NOT NULL,
    words TEXT NOT NULL,
    version INTEGER NOT NULL,
    updated_at TEXT NOT NULL,
    PRIMARY KEY (account_id, name)
) STRICT;

-- Which orders hold which artwork, by the hash of its URL or of its bytes: what is to be forgotten is found by it.
CREATE TABLE artwork_marks (
    account_id BLOB NOT NULL REFERENCES accounts (id),
    mark BLOB NOT NULL,
    render_id BLOB NOT NULL REFERENCES renders (id) ON DELETE CASCADE,
    PRIMARY KEY (account_id, mark, render_id)
) STRICT;
CREATE INDEX artwork_marks_render ON artwork_marks (render_id);
