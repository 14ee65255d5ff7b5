-- SPDX-License-Identifier: Apache-2.0

-- Which tables there are, and how they are laid out. A table exists if and only if it has a row here.
CREATE TABLE moviestore.tables (
  schema_name      text COLLATE "C" NOT NULL,  -- the PostgreSQL schema that holds the table
  table_name       text COLLATE "C" NOT NULL,  -- the name by which applications know the table
  sql_name         text COLLATE "C" NOT NULL,  -- its name in PostgreSQL
  partition_name   text COLLATE "C" NOT NULL,  -- the partition key: attribute, type (S, N or B) and column
  partition_type   text COLLATE "C" NOT NULL,
  partition_column text COLLATE "C" NOT NULL,
  sort_name        text COLLATE "C",           -- the sort key, if there is one
  sort_type        text COLLATE "C",
  sort_column      text COLLATE "C",
  read_units       bigint,                     -- provisioned throughput; null is on demand
  write_units      bigint,
  encoding         integer          NOT NULL,  -- how items are written as jsonb
  created_at       timestamptz      NOT NULL DEFAULT now(),
  PRIMARY KEY (schema_name, table_name),
  UNIQUE (schema_name, sql_name));

-- A role that was granted a table alone can then use it.
GRANT USAGE ON SCHEMA moviestore TO PUBLIC;
GRANT SELECT ON moviestore.tables, moviestore.schema_history TO PUBLIC;
