-- SPDX-License-Identifier: Apache-2.0

-- Which transactions happened lately, by the tokens that their callers gave them. Each is written by its transaction,
-- so it is there if and only if that was committed, and goes with a later one once it is ten minutes old.
CREATE TABLE moviestore.client_tokens (
  role_name   name             NOT NULL DEFAULT current_user,  -- whose token it is: roles do not see each other's
  schema_name text COLLATE "C" NOT NULL,                       -- the PostgreSQL schema of the store
  token       text COLLATE "C" NOT NULL,
  fingerprint bytea            NOT NULL,                       -- a digest of what the transaction did
  used_at     timestamptz      NOT NULL DEFAULT now(),
  PRIMARY KEY (role_name, schema_name, token),
  CHECK (octet_length(schema_name) <= 63 AND octet_length(token) <= 108 AND octet_length(fingerprint) <= 64));

CREATE INDEX client_tokens_by_age ON moviestore.client_tokens (role_name, used_at);

-- A role that was granted tables alone can then use tokens, its own and no others.
ALTER TABLE moviestore.client_tokens ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_tokens ON moviestore.client_tokens
  USING (role_name = current_user) WITH CHECK (role_name = current_user);
GRANT SELECT, INSERT, UPDATE, DELETE ON moviestore.client_tokens TO PUBLIC;
