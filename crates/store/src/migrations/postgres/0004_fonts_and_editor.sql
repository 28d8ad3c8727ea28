-- Fonts that accounts added; a file of several fonts is a row for each.
CREATE TABLE fonts (
    id uuid NOT NULL PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES accounts (id),
    blob_hash bytea NOT NULL REFERENCES blobs (hash),
    blob_bytes bigint NOT NULL,
    family text NOT NULL,
    style text NOT NULL,
    postscript_name text NOT NULL,
    postscript_folded text COLLATE "C" NOT NULL,
    category text NOT NULL,
    license text NOT NULL,
    created_at timestamptz NOT NULL,
    UNIQUE (account_id, postscript_folded)
);
CREATE INDEX fonts_blob ON fonts (blob_hash);

CREATE TABLE editor_sessions (
    id uuid NOT NULL PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES accounts (id),
    user_id uuid NOT NULL REFERENCES users (id),
    token_hash bytea NOT NULL UNIQUE,
    bootstrap_hash bytea NOT NULL,
    channel uuid NOT NULL UNIQUE,
    purpose text NOT NULL,
    edits text NOT NULL,
    mockup_id uuid,
    slot_id uuid,
    allowed_origin text,
    shop text,
    product text,
    variant text,
    action text,
    primary_label text,
    secondary_label text,
    accent bytea,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX editor_sessions_expiry ON editor_sessions (expires_at);

CREATE TABLE confirmed_actions (
    session_id uuid NOT NULL REFERENCES editor_sessions (id) ON DELETE CASCADE,
    request text NOT NULL,
    fingerprint bytea NOT NULL,
    confirmed_at timestamptz NOT NULL,
    PRIMARY KEY (session_id, request)
);

CREATE TABLE preferences (
    account_id uuid NOT NULL REFERENCES accounts (id),
    name text NOT NULL,
    words text NOT NULL,
    version bigint NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (account_id, name)
);

-- Which orders hold which artwork, by the hash of its URL or of its bytes: what is to be forgotten is found by it.
CREATE TABLE artwork_marks (
    account_id uuid NOT NULL REFERENCES accounts (id),
    mark bytea NOT NULL,
    render_id uuid NOT NULL REFERENCES renders (id) ON DELETE CASCADE,
    PRIMARY KEY (account_id, mark, render_id)
);
CREATE INDEX artwork_marks_render ON artwork_marks (render_id);
