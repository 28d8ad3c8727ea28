-- What a door keeps with an upload, in its own words.
ALTER TABLE uploads ADD COLUMN words text NOT NULL DEFAULT '';
