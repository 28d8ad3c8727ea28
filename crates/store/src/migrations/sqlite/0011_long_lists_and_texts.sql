-- Lists of a million rows: each order has an index that also tells what lists leave out.
DROP INDEX things_created;
DROP INDEX things_updated;
DROP INDEX things_name;
DROP INDEX things_all_created;
DROP INDEX things_all_updated;
CREATE INDEX things_created ON things (account_id, kind, created_at, id, hidden) WHERE trashed_at IS NULL;
CREATE INDEX things_updated ON things (account_id, kind, updated_at, id, hidden) WHERE trashed_at IS NULL;
CREATE INDEX things_name ON things (account_id, kind, name_folded, id, hidden) WHERE trashed_at IS NULL;
CREATE INDEX things_all_created ON things (account_id, created_at, id, hidden) WHERE trashed_at IS NULL;
CREATE INDEX things_all_updated ON things (account_id, updated_at, id, hidden) WHERE trashed_at IS NULL;
CREATE INDEX things_all_name ON things (account_id, name_folded, id, hidden) WHERE trashed_at IS NULL;
CREATE INDEX things_form ON things (account_id, form, created_at, id, hidden) WHERE trashed_at IS NULL;
CREATE INDEX tags_name ON tags (name_folded);
CREATE INDEX tags_used ON tags (account_id, name_folded) WHERE things > 0;

-- What an entry's thing is sorted by is beside the entry, so that a page of any order is cut from an index.
ALTER TABLE entries ADD COLUMN name_folded TEXT NOT NULL DEFAULT '';
ALTER TABLE entries ADD COLUMN changed_at TEXT NOT NULL DEFAULT '';
ALTER TABLE entries ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;
UPDATE entries SET name_folded = things.name_folded, changed_at = things.updated_at,
    bytes = coalesce((SELECT blob_bytes FROM assets WHERE assets.thing_id = entries.thing_id), 0)
    FROM things WHERE things.id = entries.thing_id;
DROP INDEX entries_form;
CREATE INDEX entries_form ON entries (collection_id, form, rank, id) WHERE trashed_at IS NULL;
CREATE INDEX entries_forms ON entries (collection_id, form, id) WHERE trashed_at IS NULL;
CREATE INDEX entries_name ON entries (collection_id, name_folded, id) WHERE trashed_at IS NULL;
CREATE INDEX entries_changed ON entries (collection_id, changed_at, id) WHERE trashed_at IS NULL;
CREATE INDEX entries_bytes ON entries (collection_id, bytes, id) WHERE trashed_at IS NULL;
CREATE INDEX entries_reactions ON entries (collection_id, reactions, id) WHERE trashed_at IS NULL;
CREATE INDEX entries_newest ON entries (created_at, id, collection_id) WHERE trashed_at IS NULL;
CREATE INDEX entries_gathered ON entries (collection_id, form) WHERE parent_id IS NOT NULL AND trashed_at IS NULL;

-- The words inside files, folded, by file: null until it is read, empty when it has none. Goes with the file.
CREATE TABLE texts (
    blob_hash BLOB NOT NULL PRIMARY KEY REFERENCES blobs (hash) ON DELETE CASCADE,
    media_type TEXT NOT NULL,
    words TEXT,
    attempts INTEGER NOT NULL,
    tried_at TEXT
) STRICT;
CREATE INDEX texts_unread ON texts (attempts, tried_at) WHERE words IS NULL;
INSERT INTO texts (blob_hash, media_type, words, attempts)
    SELECT blob_hash, min(media_type), NULL, 0 FROM assets
    JOIN things ON things.id = assets.thing_id WHERE things.form IN ('text', 'document') GROUP BY blob_hash;

-- Words that stay as they are need no new place in the search index.
DROP TRIGGER things_search_update;
CREATE TRIGGER things_search_update AFTER UPDATE OF name_folded ON things WHEN old.name_folded <> new.name_folded BEGIN
    INSERT INTO things_search (things_search, rowid, name_folded) VALUES ('delete', old.serial, old.name_folded);
    INSERT INTO things_search (rowid, name_folded) VALUES (new.serial, new.name_folded);
END;
DROP TRIGGER words_search_update;
CREATE TRIGGER words_search_update AFTER UPDATE OF words ON things WHEN old.words <> new.words BEGIN
    INSERT INTO words_search (words_search, rowid, words) VALUES ('delete', old.serial, old.words);
    INSERT INTO words_search (rowid, words) VALUES (new.serial, new.words);
END;
