-- Who is asked in and has no user yet; and keys that may do less than their person.
CREATE TABLE invitations (
    serial INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    id BLOB NOT NULL UNIQUE,
    address TEXT NOT NULL,
    address_folded TEXT NOT NULL,
    account_id BLOB REFERENCES accounts (id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    collection_id BLOB REFERENCES collections (id) ON DELETE CASCADE,
    invited_by BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at TEXT NOT NULL,
    UNIQUE (address_folded, account_id),
    UNIQUE (address_folded, collection_id)
) STRICT;
CREATE INDEX invitations_account ON invitations (account_id);
CREATE INDEX invitations_collection ON invitations (collection_id);
CREATE INDEX invitations_by ON invitations (invited_by);

ALTER TABLE keys ADD COLUMN role TEXT NOT NULL DEFAULT 'owner';
