-- Uploaded files under a name of their own, and the mockups that were made of each.
CREATE TABLE originals (
    id uuid NOT NULL PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES accounts (id),
    template_id uuid NOT NULL REFERENCES templates (id),
    name text NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE INDEX originals_account ON originals (account_id);
CREATE INDEX originals_template ON originals (template_id);

CREATE TABLE original_mockups (
    mockup_id uuid NOT NULL PRIMARY KEY REFERENCES things (id) ON DELETE CASCADE,
    original_id uuid NOT NULL REFERENCES originals (id) ON DELETE CASCADE
);
CREATE INDEX original_mockups_original ON original_mockups (original_id);

-- Mockups that show in another catalog than the default one.
CREATE TABLE shelves (
    mockup_id uuid NOT NULL PRIMARY KEY REFERENCES things (id) ON DELETE CASCADE,
    catalog_id uuid NOT NULL REFERENCES catalogs (id)
);
CREATE INDEX shelves_catalog ON shelves (catalog_id);

CREATE TABLE presets (
    id uuid NOT NULL PRIMARY KEY,
    mockup_id uuid NOT NULL REFERENCES things (id) ON DELETE CASCADE,
    slot_id uuid NOT NULL,
    name text NOT NULL,
    area_left double precision NOT NULL,
    area_top double precision NOT NULL,
    area_width double precision NOT NULL,
    area_height double precision NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE INDEX presets_mockup ON presets (mockup_id, created_at, id);

CREATE TABLE preset_previews (
    preset_id uuid NOT NULL REFERENCES presets (id) ON DELETE CASCADE,
    width bigint NOT NULL,
    height bigint NOT NULL,
    blob_hash bytea NOT NULL REFERENCES blobs (hash),
    blob_bytes bigint NOT NULL,
    media_type text NOT NULL,
    PRIMARY KEY (preset_id, width)
);
CREATE INDEX preset_previews_blob ON preset_previews (blob_hash);

-- Names that a collection gives to slots of its mockups; a row a slot, in their order.
CREATE TABLE inputs (
    collection_id uuid NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
    name text COLLATE "C" NOT NULL,
    place bigint NOT NULL,
    mockup_id uuid NOT NULL REFERENCES things (id) ON DELETE CASCADE,
    slot_id uuid NOT NULL,
    PRIMARY KEY (collection_id, name, place)
);
CREATE INDEX inputs_mockup ON inputs (mockup_id);
