-- Who is asked in and has no user yet; and keys that may do less than their person.
CREATE TABLE invitations (
    serial bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id uuid NOT NULL UNIQUE,
    address text NOT NULL,
    address_folded text COLLATE "C" NOT NULL,
    account_id uuid REFERENCES accounts (id) ON DELETE CASCADE,
    role text NOT NULL,
    collection_id uuid REFERENCES collections (id) ON DELETE CASCADE,
    invited_by uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    UNIQUE (address_folded, account_id),
    UNIQUE (address_folded, collection_id)
);
CREATE INDEX invitations_account ON invitations (account_id);
CREATE INDEX invitations_collection ON invitations (collection_id);
CREATE INDEX invitations_by ON invitations (invited_by);

ALTER TABLE keys ADD COLUMN role text NOT NULL DEFAULT 'owner';
