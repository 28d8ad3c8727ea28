-- Stored pictures in other formats.
CREATE TABLE conversions (
    source_hash BLOB NOT NULL,
    format TEXT NOT NULL,
    blob_hash BLOB NOT NULL REFERENCES blobs (hash),
    blob_bytes INTEGER NOT NULL,
    asked_at TEXT NOT NULL,
    PRIMARY KEY (source_hash, format)
) STRICT;
CREATE INDEX conversions_asked ON conversions (asked_at);
CREATE INDEX conversions_blob ON conversions (blob_hash);
