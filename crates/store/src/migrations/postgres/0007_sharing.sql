-- How collections are shown, shared and stacked, what people say to entries, and how accounts show themselves.
ALTER TABLE collections ADD COLUMN words text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE collections ADD COLUMN view_sort text NOT NULL DEFAULT '';
ALTER TABLE collections ADD COLUMN view_order text NOT NULL DEFAULT 'ascending';
ALTER TABLE collections ADD COLUMN view_mode text NOT NULL DEFAULT '';
ALTER TABLE collections ADD COLUMN labels boolean NOT NULL DEFAULT TRUE;
ALTER TABLE collections ADD COLUMN cover_id uuid REFERENCES things (id) ON DELETE SET NULL;
ALTER TABLE collections ADD COLUMN archived boolean NOT NULL DEFAULT FALSE;
ALTER TABLE collections ADD COLUMN collaborators bigint NOT NULL DEFAULT 0;
ALTER TABLE collections ADD COLUMN models bigint NOT NULL DEFAULT 0;
ALTER TABLE collections ADD COLUMN links bigint NOT NULL DEFAULT 0;
ALTER TABLE collections ADD COLUMN notes bigint NOT NULL DEFAULT 0;
ALTER TABLE collections ADD COLUMN colours bigint NOT NULL DEFAULT 0;
ALTER TABLE collections ADD COLUMN stacks bigint NOT NULL DEFAULT 0;
UPDATE collections SET words = name_folded;
CREATE INDEX collections_cover ON collections (cover_id);

-- What a person noted about a collection; `shared_at`: since when it is shared with them by name.
CREATE TABLE standings (
    serial bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    collection_id uuid NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
    user_id uuid NOT NULL REFERENCES users (id),
    shared_at timestamptz,
    highlighted boolean NOT NULL,
    accessed_at timestamptz,
    position bigint,
    UNIQUE (collection_id, user_id)
);
CREATE INDEX standings_user ON standings (user_id);

-- `trashed_at`: the thing is in the trash, and the entry comes back with it.
ALTER TABLE entries ADD COLUMN form text NOT NULL DEFAULT '';
ALTER TABLE entries ADD COLUMN parent_id uuid REFERENCES entries (id) ON DELETE SET NULL;
ALTER TABLE entries ADD COLUMN made boolean NOT NULL DEFAULT FALSE;
ALTER TABLE entries ADD COLUMN trashed_at timestamptz;
ALTER TABLE entries ADD COLUMN reactions bigint NOT NULL DEFAULT 0;
ALTER TABLE entries ADD COLUMN comments bigint NOT NULL DEFAULT 0;
ALTER TABLE entries ADD COLUMN children bigint NOT NULL DEFAULT 0;
UPDATE entries SET form = (SELECT form FROM things WHERE things.id = entries.thing_id);
DROP INDEX entries_order;
CREATE INDEX entries_order ON entries (collection_id, rank, id) WHERE trashed_at IS NULL;
CREATE INDEX entries_top ON entries (collection_id, rank, id) WHERE trashed_at IS NULL AND parent_id IS NULL;
CREATE INDEX entries_created ON entries (collection_id, created_at, id) WHERE trashed_at IS NULL;
CREATE INDEX entries_form ON entries (collection_id, form) WHERE trashed_at IS NULL;
CREATE INDEX entries_held ON entries (collection_id, thing_id);
CREATE INDEX entries_parent ON entries (parent_id, rank, id);

CREATE TABLE reactions (
    serial bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id uuid NOT NULL UNIQUE,
    entry_id uuid NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
    user_id uuid NOT NULL REFERENCES users (id),
    created_at timestamptz NOT NULL,
    UNIQUE (entry_id, user_id)
);

CREATE TABLE comments (
    serial bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id uuid NOT NULL UNIQUE,
    entry_id uuid NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
    author_id uuid NOT NULL REFERENCES users (id),
    body text NOT NULL,
    body_folded text COLLATE "C" NOT NULL,
    annotation text NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE INDEX comments_entry ON comments (entry_id, created_at, id);
CREATE INDEX comments_created ON comments (created_at, id);

CREATE TABLE emails (
    serial bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id uuid NOT NULL UNIQUE,
    user_id uuid NOT NULL REFERENCES users (id),
    address text NOT NULL,
    address_folded text COLLATE "C" NOT NULL UNIQUE,
    created_at timestamptz NOT NULL
);
CREATE INDEX emails_user ON emails (user_id);

CREATE TABLE profiles (
    account_id uuid NOT NULL PRIMARY KEY REFERENCES accounts (id),
    title text NOT NULL,
    description text NOT NULL,
    avatar_hash bytea REFERENCES blobs (hash),
    avatar_bytes bigint,
    avatar_type text,
    view_sort text NOT NULL,
    view_order text NOT NULL,
    view_mode text NOT NULL,
    labels boolean NOT NULL,
    details text NOT NULL
);
CREATE INDEX profiles_avatar ON profiles (avatar_hash);
CREATE INDEX accounts_parent ON accounts (parent_id);
