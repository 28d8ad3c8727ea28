-- What pictures look like: 64 bits, of which those of similar pictures differ in few; NULL when there is nothing to be seen.
CREATE TABLE looks (
    blob_hash BLOB NOT NULL PRIMARY KEY REFERENCES blobs (hash) ON DELETE CASCADE,
    look INTEGER
) STRICT;
