-- How collections are shown, shared and stacked, what people say to entries, and how accounts show themselves.
ALTER TABLE collections ADD COLUMN words TEXT NOT NULL DEFAULT '';
ALTER TABLE collections ADD COLUMN view_sort TEXT NOT NULL DEFAULT '';
ALTER TABLE collections ADD COLUMN view_order TEXT NOT NULL DEFAULT 'ascending';
ALTER TABLE collections ADD COLUMN view_mode TEXT NOT NULL DEFAULT '';
ALTER TABLE collections ADD COLUMN labels INTEGER NOT NULL DEFAULT TRUE;
ALTER TABLE collections ADD COLUMN cover_id BLOB REFERENCES things (id) ON DELETE SET NULL;
ALTER TABLE collections ADD COLUMN archived INTEGER NOT NULL DEFAULT FALSE;
ALTER TABLE collections ADD COLUMN collaborators INTEGER NOT NULL DEFAULT 0;
ALTER TABLE collections ADD COLUMN models INTEGER NOT NULL DEFAULT 0;
ALTER TABLE collections ADD COLUMN links INTEGER NOT NULL DEFAULT 0;
ALTER TABLE collections ADD COLUMN notes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE collections ADD COLUMN colours INTEGER NOT NULL DEFAULT 0;
ALTER TABLE collections ADD COLUMN stacks INTEGER NOT NULL DEFAULT 0;
UPDATE collections SET words = name_folded;
CREATE INDEX collections_cover ON collections (cover_id);

-- What a person noted about a collection; `shared_at`: since when it is shared with them by name.
CREATE TABLE standings (
    serial INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    collection_id BLOB NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
    user_id BLOB NOT NULL REFERENCES users (id),
    shared_at TEXT,
    highlighted INTEGER NOT NULL,
    accessed_at TEXT,
    position INTEGER,
    UNIQUE (collection_id, user_id)
) STRICT;
CREATE INDEX standings_user ON standings (user_id);

-- `trashed_at`: the thing is in the trash, and the entry comes back with it.
ALTER TABLE entries ADD COLUMN form TEXT NOT NULL DEFAULT '';
ALTER TABLE entries ADD COLUMN parent_id BLOB REFERENCES entries (id) ON DELETE SET NULL;
ALTER TABLE entries ADD COLUMN made INTEGER NOT NULL DEFAULT FALSE;
ALTER TABLE entries ADD COLUMN trashed_at TEXT;
ALTER TABLE entries ADD COLUMN reactions INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entries ADD COLUMN comments INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entries ADD COLUMN children INTEGER NOT NULL DEFAULT 0;
UPDATE entries SET form = (SELECT form FROM things WHERE things.id = entries.thing_id);
DROP INDEX entries_order;
CREATE INDEX entries_order ON entries (collection_id, rank, id) WHERE trashed_at IS NULL;
CREATE INDEX entries_top ON entries (collection_id, rank, id) WHERE trashed_at IS NULL AND parent_id IS NULL;
CREATE INDEX entries_created ON entries (collection_id, created_at, id) WHERE trashed_at IS NULL;
CREATE INDEX entries_form ON entries (collection_id, form) WHERE trashed_at IS NULL;
CREATE INDEX entries_held ON entries (collection_id, thing_id);
CREATE INDEX entries_parent ON entries (parent_id, rank, id);

CREATE TABLE reactions (
    serial INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    id BLOB NOT NULL UNIQUE,
    entry_id BLOB NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
    user_id BLOB NOT NULL REFERENCES users (id),
    created_at TEXT NOT NULL,
    UNIQUE (entry_id, user_id)
) STRICT;

CREATE TABLE comments (
    serial INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    id BLOB NOT NULL UNIQUE,
    entry_id BLOB NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
    author_id BLOB NOT NULL REFERENCES users (id),
    body TEXT NOT NULL,
    body_folded TEXT NOT NULL,
    annotation TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX comments_entry ON comments (entry_id, created_at, id);
CREATE INDEX comments_created ON comments (created_at, id);

CREATE TABLE emails (
    serial INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    id BLOB NOT NULL UNIQUE,
    user_id BLOB NOT NULL REFERENCES users (id),
    address TEXT NOT NULL,
    address_folded TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX emails_user ON emails (user_id);

CREATE TABLE profiles (
    account_id BLOB NOT NULL PRIMARY KEY REFERENCES accounts (id),
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    avatar_hash BLOB REFERENCES blobs (hash),
    avatar_bytes INTEGER,
    avatar_type TEXT,
    view_sort TEXT NOT NULL,
    view_order TEXT NOT NULL,
    view_mode TEXT NOT NULL,
    labels INTEGER NOT NULL,
    details TEXT NOT NULL
) STRICT;
CREATE INDEX profiles_avatar ON profiles (avatar_hash);
CREATE INDEX accounts_parent ON accounts (parent_id);
