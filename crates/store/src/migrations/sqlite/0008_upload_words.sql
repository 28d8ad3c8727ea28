-- What a door keeps with an upload, in its own words.
ALTER TABLE uploads ADD COLUMN words TEXT NOT NULL DEFAULT '';
