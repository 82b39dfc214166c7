-- Additive: people beside the one of the environment. A role holds permissions; an account holds a role in a company.
CREATE TABLE shop.companies (
    id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 100)
);

CREATE TABLE shop.accounts (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    username      text        NOT NULL UNIQUE CHECK (length(username) BETWEEN 1 AND 100),
    password_hash text        NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE shop.role_permissions (
    role       text NOT NULL,
    permission text NOT NULL,
    PRIMARY KEY (role, permission)
);

CREATE TABLE shop.memberships (
    account_id bigint NOT NULL REFERENCES shop.accounts (id) ON DELETE CASCADE,
    company_id bigint NOT NULL REFERENCES shop.companies (id),
    role       text   NOT NULL,
    PRIMARY KEY (account_id, company_id)
);

-- One row for each login that is still good; current is the only refresh token that is taken, null when closed.
CREATE TABLE shop.refresh_sessions (
    family     uuid PRIMARY KEY,
    current    uuid,
    expires_at timestamptz NOT NULL
);

CREATE INDEX refresh_sessions_expires_at ON shop.refresh_sessions (expires_at);

INSERT INTO shop.role_permissions (role, permission) VALUES
    ('clerk',   'orders.read'),
    ('clerk',   'orders.place'),
    ('auditor', 'orders.read'),
    ('manager', 'orders.read'),
    ('manager', 'orders.place'),
    ('manager', 'accounts.manage');

-- The application reads what roles may do and has no business changing it.
REVOKE INSERT, UPDATE, DELETE ON shop.role_permissions FROM shop_app;
