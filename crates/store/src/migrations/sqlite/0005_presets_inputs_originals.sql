-- Uploaded files under a name of their own, and the mockups that were made of each.
CREATE TABLE originals (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    template_id BLOB NOT NULL REFERENCES templates (id),
    name TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX originals_account ON originals (account_id);
CREATE INDEX originals_template ON originals (template_id);

CREATE TABLE original_mockups (
    mockup_id BLOB NOT NULL PRIMARY KEY REFERENCES things (id) ON DELETE CASCADE,
    original_id BLOB NOT NULL REFERENCES originals (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX original_mockups_original ON original_mockups (original_id);

-- Mockups that show in another catalog than the default one.
CREATE TABLE shelves (
    mockup_id BLOB NOT NULL PRIMARY KEY REFERENCES things (id) ON DELETE CASCADE,
    catalog_id BLOB NOT NULL REFERENCES catalogs (id)
) STRICT;
CREATE INDEX shelves_catalog ON shelves (catalog_id);

CREATE TABLE presets (
    id BLOB NOT NULL PRIMARY KEY,
    mockup_id BLOB NOT NULL REFERENCES things (id) ON DELETE CASCADE,
    slot_id BLOB NOT NULL,
    name TEXT NOT NULL,
    area_left REAL NOT NULL,
    area_top REAL NOT NULL,
    area_width REAL NOT NULL,
    area_height REAL NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX presets_mockup ON presets (mockup_id, created_at, id);

CREATE TABLE preset_previews (
    preset_id BLOB NOT NULL REFERENCES presets (id) ON DELETE CASCADE,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    blob_hash BLOB NOT NULL REFERENCES blobs (hash),
    blob_bytes INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    PRIMARY KEY (preset_id, width)
) STRICT;
CREATE INDEX preset_previews_blob ON preset_previews (blob_hash);

-- Names that a collection gives to slots of its mockups; a row a slot, in their order.
CREATE TABLE inputs (
    collection_id BLOB NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    place INTEGER NOT NULL,
    mockup_id BLOB NOT NULL REFERENCES things (id) ON DELETE CASCADE,
    slot_id BLOB NOT NULL,
    PRIMARY KEY (collection_id, name, place)
) STRICT;
CREATE INDEX inputs_mockup ON inputs (mockup_id);
