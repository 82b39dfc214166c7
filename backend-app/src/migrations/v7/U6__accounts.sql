-- Takes the accounts away, with whoever was added since.
DROP TABLE shop.refresh_sessions;

DROP TABLE shop.memberships;

DROP TABLE shop.role_permissions;

DROP TABLE shop.accounts;

DROP TABLE shop.companies;
