-- Stored pictures in other formats.
CREATE TABLE conversions (
    source_hash BYTEA NOT NULL,
    format TEXT NOT NULL,
    blob_hash BYTEA NOT NULL REFERENCES blobs (hash),
    blob_bytes BIGINT NOT NULL,
    asked_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (source_hash, format)
);
CREATE INDEX conversions_asked ON conversions (asked_at);
CREATE INDEX conversions_blob ON conversions (blob_hash);
