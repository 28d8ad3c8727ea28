-- What things of every kind have: what they say (`body`; `body_key`: the spelling that equal ones share), tags one a
-- line, names and values as JSON, and in `words` all that a search finds, folded.
ALTER TABLE things ADD COLUMN form TEXT NOT NULL DEFAULT '';
ALTER TABLE things ADD COLUMN body TEXT NOT NULL DEFAULT '';
ALTER TABLE things ADD COLUMN body_key TEXT;
ALTER TABLE things ADD COLUMN tags TEXT NOT NULL DEFAULT '';
ALTER TABLE things ADD COLUMN details TEXT NOT NULL DEFAULT '{}';
ALTER TABLE things ADD COLUMN parent_id BLOB REFERENCES things (id) ON DELETE SET NULL;
ALTER TABLE things ADD COLUMN hidden INTEGER NOT NULL DEFAULT FALSE;
ALTER TABLE things ADD COLUMN lock_token BLOB;
ALTER TABLE things ADD COLUMN lock_holder BLOB;
ALTER TABLE things ADD COLUMN lock_until TEXT;
ALTER TABLE things ADD COLUMN trashed_at TEXT;
ALTER TABLE things ADD COLUMN words TEXT NOT NULL DEFAULT '';
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

CREATE VIRTUAL TABLE words_search USING fts5 (
    words, content = 'things', content_rowid = 'serial', tokenize = 'trigram case_sensitive 1'
);
INSERT INTO words_search (words_search) VALUES ('rebuild');
CREATE TRIGGER words_search_insert AFTER INSERT ON things BEGIN
    INSERT INTO words_search (rowid, words) VALUES (new.serial, new.words);
END;
CREATE TRIGGER words_search_delete AFTER DELETE ON things BEGIN
    INSERT INTO words_search (words_search, rowid, words) VALUES ('delete', old.serial, old.words);
END;
CREATE TRIGGER words_search_update AFTER UPDATE OF words ON things BEGIN
    INSERT INTO words_search (words_search, rowid, words) VALUES ('delete', old.serial, old.words);
    INSERT INTO words_search (rowid, words) VALUES (new.serial, new.words);
END;

CREATE TABLE tags (
    serial INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    things INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    UNIQUE (account_id, name_folded)
) STRICT;

CREATE TABLE thing_tags (
    tag_serial INTEGER NOT NULL REFERENCES tags (serial),
    thing_id BLOB NOT NULL REFERENCES things (id) ON DELETE CASCADE,
    PRIMARY KEY (tag_serial, thing_id)
) STRICT;
CREATE INDEX thing_tags_thing ON thing_tags (thing_id);

CREATE TABLE snapshots (
    id BLOB NOT NULL PRIMARY KEY,
    thing_id BLOB NOT NULL REFERENCES things (id) ON DELETE CASCADE,
    author_id BLOB NOT NULL REFERENCES users (id),
    blob_hash BLOB NOT NULL REFERENCES blobs (hash),
    blob_bytes INTEGER NOT NULL,
    taken_at TEXT NOT NULL
) STRICT;
CREATE INDEX snapshots_thing ON snapshots (thing_id, taken_at, id);
CREATE INDEX snapshots_blob ON snapshots (blob_hash);

ALTER TABLE accounts ADD COLUMN listed_photos INTEGER NOT NULL DEFAULT 0;
ALTER TABLE accounts ADD COLUMN listed_models INTEGER NOT NULL DEFAULT 0;
ALTER TABLE accounts ADD COLUMN listed_links INTEGER NOT NULL DEFAULT 0;
ALTER TABLE accounts ADD COLUMN listed_notes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE accounts ADD COLUMN listed_colours INTEGER NOT NULL DEFAULT 0;
ALTER TABLE accounts ADD COLUMN listed_stacks INTEGER NOT NULL DEFAULT 0;
