-- What things of every kind have: what they say (`body`; `body_key`: the spelling that equal ones share), tags one a
-- line, names and values as JSON, and in `words` all that a search finds, folded.
ALTER TABLE things ADD COLUMN form text NOT NULL DEFAULT '';
ALTER TABLE things ADD COLUMN body text NOT NULL DEFAULT '';
ALTER TABLE things ADD COLUMN body_key text COLLATE "C";
ALTER TABLE things ADD COLUMN tags text NOT NULL DEFAULT '';
ALTER TABLE things ADD COLUMN details text NOT NULL DEFAULT '{}';
ALTER TABLE things ADD COLUMN parent_id uuid REFERENCES things (id) ON DELETE SET NULL;
ALTER TABLE things ADD COLUMN hidden boolean NOT NULL DEFAULT FALSE;
ALTER TABLE things ADD COLUMN lock_token uuid;
ALTER TABLE things ADD COLUMN lock_holder uuid;
ALTER TABLE things ADD COLUMN lock_until timestamptz;
ALTER TABLE things ADD COLUMN trashed_at timestamptz;
ALTER TABLE things ADD COLUMN words text COLLATE "C" NOT NULL DEFAULT '';
UPDATE things SET words = name_folded, form = CASE WHEN kind = 'asset' THEN (
    SELECT CASE
        WHEN media_type LIKE 'image/%' THEN 'image'
        WHEN media_type LIKE 'video/%' THEN 'video'
        WHEN media_type LIKE 'audio/%' THEN 'audio'
        WHEN media_type LIKE 'model/%' THEN 'solid'
        WHEN media_type LIKE 'text/%' OR media_type LIKE 'application/json%' THEN 'text'
        WHEN media_type LIKE 'application/pdf%' THEN 'document'
        ELSE 'other' END FROM assets WHERE assets.thing_id = things.id
) ELSE 'mockup' END;

-- Lists show what is not in the trash, and cut their pages from an index alone.
DROP INDEX things_created;
DROP INDEX things_updated;
DROP INDEX things_name;
CREATE INDEX things_created ON things (account_id, kind, created_at, id) WHERE trashed_at IS NULL;
CREATE INDEX things_updated ON things (account_id, kind, updated_at, id) WHERE trashed_at IS NULL;
CREATE INDEX things_name ON things (account_id, kind, name_folded, id) WHERE trashed_at IS NULL;
CREATE INDEX things_all_created ON things (account_id, created_at, id) WHERE trashed_at IS NULL;
CREATE INDEX things_all_updated ON things (account_id, updated_at, id) WHERE trashed_at IS NULL;
CREATE INDEX things_trash ON things (account_id, trashed_at, id) WHERE trashed_at IS NOT NULL;
CREATE INDEX things_trashed ON things (trashed_at) WHERE trashed_at IS NOT NULL;
CREATE INDEX things_public ON things (created_at, id) WHERE privacy = 'public' AND trashed_at IS NULL;
CREATE INDEX things_key ON things (account_id, body_key) WHERE body_key IS NOT NULL;
CREATE INDEX things_parent ON things (parent_id);

CREATE INDEX words_search ON things USING gin (words gin_trgm_ops);

CREATE TABLE tags (
    serial bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES accounts (id),
    name text NOT NULL,
    name_folded text COLLATE "C" NOT NULL,
    things bigint NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    UNIQUE (account_id, name_folded)
);

CREATE TABLE thing_tags (
    tag_serial bigint NOT NULL REFERENCES tags (serial),
    thing_id uuid NOT NULL REFERENCES things (id) ON DELETE CASCADE,
    PRIMARY KEY (tag_serial, thing_id)
);
CREATE INDEX thing_tags_thing ON thing_tags (thing_id);

CREATE TABLE snapshots (
    id uuid NOT NULL PRIMARY KEY,
    thing_id uuid NOT NULL REFERENCES things (id) ON DELETE CASCADE,
    author_id uuid NOT NULL REFERENCES users (id),
    blob_hash bytea NOT NULL REFERENCES blobs (hash),
    blob_bytes bigint NOT NULL,
    taken_at timestamptz NOT NULL
);
CREATE INDEX snapshots_thing ON snapshots (thing_id, taken_at, id);
CREATE INDEX snapshots_blob ON snapshots (blob_hash);

ALTER TABLE accounts ADD COLUMN listed_photos bigint NOT NULL DEFAULT 0;
ALTER TABLE accounts ADD COLUMN listed_models bigint NOT NULL DEFAULT 0;
ALTER TABLE accounts ADD COLUMN listed_links bigint NOT NULL DEFAULT 0;
ALTER TABLE accounts ADD COLUMN listed_notes bigint NOT NULL DEFAULT 0;
ALTER TABLE accounts ADD COLUMN listed_colours bigint NOT NULL DEFAULT 0;
ALTER TABLE accounts ADD COLUMN listed_stacks bigint NOT NULL DEFAULT 0;
