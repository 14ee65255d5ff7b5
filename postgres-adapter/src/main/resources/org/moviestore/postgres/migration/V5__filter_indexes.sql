-- SPDX-License-Identifier: Apache-2.0

-- The paths by which tables have an index that finds the items a filter may hold on. Such an index narrows, and never
-- decides: without its row here it is not used, and without the index the answers are the same.
CREATE TABLE moviestore.filter_indexes (
  schema_name text COLLATE "C"   NOT NULL,
  table_name  text COLLATE "C"   NOT NULL,
  path        text[] COLLATE "C" NOT NULL,  -- the names of the attribute and of the map entries in it
  created_at  timestamptz        NOT NULL DEFAULT now(),
  PRIMARY KEY (schema_name, table_name, path),
  FOREIGN KEY (schema_name, table_name) REFERENCES moviestore.tables ON DELETE CASCADE);

GRANT SELECT ON moviestore.filter_indexes TO PUBLIC;

-- What a value can be found by: the hash of itself, and those of its elements or members. Equal values have the same, and
-- others may. Text and binary contain more than can be listed, so they have the 0 in common. Never fails, whoever wrote it.
CREATE FUNCTION moviestore.filter_keys(value jsonb) RETURNS bigint[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  CASE jsonb_typeof(value)
    WHEN 'string' THEN
      RETURN ARRAY[jsonb_hash_extended(value, 0), 0];
    WHEN 'array' THEN
      RETURN jsonb_hash_extended(value, 0) || ARRAY(SELECT jsonb_hash_extended(e.v, 0) FROM jsonb_array_elements(value) e(v));
    WHEN 'object' THEN
      IF value -> '$B' IS NOT NULL THEN
        RETURN ARRAY[jsonb_hash_extended(value, 0), 0];
      ELSIF jsonb_typeof(value -> '$BS') = 'array' THEN
        RETURN jsonb_hash_extended(value, 0)
          || ARRAY(SELECT jsonb_hash_extended(jsonb_build_object('$B', e.v), 0) FROM jsonb_array_elements(value -> '$BS') e(v));
      ELSIF jsonb_typeof(coalesce(value -> '$SS', value -> '$NS')) = 'array' THEN
        RETURN jsonb_hash_extended(value, 0) || ARRAY(SELECT jsonb_hash_extended(e.v, 0)
          FROM jsonb_array_elements(coalesce(value -> '$SS', value -> '$NS')) e(v));
      END IF;
      RETURN ARRAY[jsonb_hash_extended(value, 0)];
    ELSE
      RETURN ARRAY[jsonb_hash_extended(value, 0)];
  END CASE;
END $$;

-- A role that was granted a table alone can then read and write its items.
GRANT EXECUTE ON FUNCTION moviestore.filter_keys(jsonb) TO PUBLIC;
