-- Photos with print areas. `areas` is JSON; `customizable` says whether there is any.

CREATE TABLE photo_mockups (
    thing_id BLOB NOT NULL PRIMARY KEY REFERENCES things (id) ON DELETE CASCADE,
    blob_hash BLOB NOT NULL REFERENCES blobs (hash),
    blob_bytes INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    areas TEXT NOT NULL,
    customizable INTEGER NOT NULL,
    version INTEGER NOT NULL
) STRICT;
CREATE INDEX photo_mockups_blob ON photo_mockups (blob_hash);
