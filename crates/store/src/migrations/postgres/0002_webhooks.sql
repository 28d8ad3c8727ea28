-- Who wants to be told what happens, what happened, and how far the telling is.

CREATE TABLE webhook_endpoints (
    id uuid NOT NULL PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES accounts (id),
    door text NOT NULL,
    url text NOT NULL,
    secret bytea NOT NULL,
    description text NOT NULL,
    event_types text NOT NULL,
    naming text NOT NULL,
    enabled boolean NOT NULL,
    failing_since timestamptz,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE INDEX webhook_endpoints_account ON webhook_endpoints (account_id, door, created_at, id);

CREATE TABLE webhook_events (
    id uuid NOT NULL PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES accounts (id),
    kind text NOT NULL,
    job_id uuid NOT NULL,
    render_id uuid,
    mockup_id uuid,
    failure_reason text,
    failure_message text,
    happened_at timestamptz NOT NULL
);
CREATE INDEX webhook_events_happened ON webhook_events (happened_at);

-- `ready_at`: when it may be claimed; none when it is delivered or dead.
CREATE TABLE webhook_deliveries (
    id uuid NOT NULL PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES accounts (id),
    endpoint_id uuid NOT NULL REFERENCES webhook_endpoints (id) ON DELETE CASCADE,
    event_id uuid NOT NULL REFERENCES webhook_events (id),
    job_id uuid NOT NULL,
    event_type text NOT NULL,
    state text NOT NULL,
    attempts bigint NOT NULL,
    http_status bigint,
    error text,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    ready_at timestamptz,
    lease_token uuid
);
CREATE INDEX webhook_deliveries_claim ON webhook_deliveries (ready_at, id) WHERE ready_at IS NOT NULL;
CREATE INDEX webhook_deliveries_endpoint ON webhook_deliveries (endpoint_id, created_at, id);
CREATE INDEX webhook_deliveries_account ON webhook_deliveries (account_id, created_at, id);
CREATE INDEX webhook_deliveries_event ON webhook_deliveries (event_id);
CREATE INDEX webhook_deliveries_touched ON webhook_deliveries (updated_at);
