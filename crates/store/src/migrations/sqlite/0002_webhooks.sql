-- Who wants to be told what happens, what happened, and how far the telling is.

CREATE TABLE webhook_endpoints (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    door TEXT NOT NULL,
    url TEXT NOT NULL,
    secret BLOB NOT NULL,
    description TEXT NOT NULL,
    event_types TEXT NOT NULL,
    naming TEXT NOT NULL,
    enabled INTEGER NOT NULL,
    failing_since TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX webhook_endpoints_account ON webhook_endpoints (account_id, door, created_at, id);

CREATE TABLE webhook_events (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    kind TEXT NOT NULL,
    job_id BLOB NOT NULL,
    render_id BLOB,
    mockup_id BLOB,
    failure_reason TEXT,
    failure_message TEXT,
    happened_at TEXT NOT NULL
) STRICT;
CREATE INDEX webhook_events_happened ON webhook_events (happened_at);

-- `ready_at`: when it may be claimed; none when it is delivered or dead.
CREATE TABLE webhook_deliveries (
    id BLOB NOT NULL PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES accounts (id),
    endpoint_id BLOB NOT NULL REFERENCES webhook_endpoints (id) ON DELETE CASCADE,
    event_id BLOB NOT NULL REFERENCES webhook_events (id),
    job_id BLOB NOT NULL,
    event_type TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    http_status INTEGER,
    error TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    ready_at TEXT,
    lease_token BLOB
) STRICT;
CREATE INDEX webhook_deliveries_claim ON webhook_deliveries (ready_at, id) WHERE ready_at IS NOT NULL;
CREATE INDEX webhook_deliveries_endpoint ON webhook_deliveries (endpoint_id, created_at, id);
CREATE INDEX webhook_deliveries_account ON webhook_deliveries (account_id, created_at, id);
CREATE INDEX webhook_deliveries_event ON webhook_deliveries (event_id);
CREATE INDEX webhook_deliveries_touched ON webhook_deliveries (updated_at);
