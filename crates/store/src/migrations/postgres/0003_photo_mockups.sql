-- Photos with print areas. `areas` is JSON; `customizable` says whether there is any.

CREATE TABLE photo_mockups (
    thing_id uuid NOT NULL PRIMARY KEY REFERENCES things (id) ON DELETE CASCADE,
    blob_hash bytea NOT NULL REFERENCES blobs (hash),
    blob_bytes bigint NOT NULL,
    media_type text NOT NULL,
    width bigint NOT NULL,
    height bigint NOT NULL,
    areas text NOT NULL,
    customizable boolean NOT NULL,
    version bigint NOT NULL
);
CREATE INDEX photo_mockups_blob ON photo_mockups (blob_hash);
