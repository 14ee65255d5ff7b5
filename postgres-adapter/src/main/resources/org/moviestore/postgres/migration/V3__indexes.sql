-- SPDX-License-Identifier: Apache-2.0

-- The secondary indexes of the tables. An index exists if and only if it has a row here.
CREATE TABLE moviestore.indexes (
  schema_name      text COLLATE "C"   NOT NULL,
  table_name       text COLLATE "C"   NOT NULL,
  index_name       text COLLATE "C"   NOT NULL,  -- the name by which applications know the index
  sql_name         text COLLATE "C"   NOT NULL,  -- its name in PostgreSQL
  scope            text COLLATE "C"   NOT NULL,  -- GLOBAL or LOCAL
  partition_name   text COLLATE "C"   NOT NULL,  -- the partition key: attribute, type (S, N or B) and column
  partition_type   text COLLATE "C"   NOT NULL,
  partition_column text COLLATE "C"   NOT NULL,
  sort_name        text COLLATE "C",             -- the sort key, if there is one
  sort_type        text COLLATE "C",
  sort_column      text COLLATE "C",
  projection       text COLLATE "C"   NOT NULL,  -- ALL, KEYS_ONLY or INCLUDE
  included         text[] COLLATE "C" NOT NULL,  -- the attributes of INCLUDE
  created_at       timestamptz        NOT NULL DEFAULT now(),
  PRIMARY KEY (schema_name, table_name, index_name),
  FOREIGN KEY (schema_name, table_name) REFERENCES moviestore.tables ON DELETE CASCADE);

-- A role that was granted a table alone can then use its indexes.
GRANT SELECT ON moviestore.indexes TO PUBLIC;
