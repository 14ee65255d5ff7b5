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

-- What a value can be found by, as an array: itself, and each of its elements or members. Text and binary contain more
-- than can be listed, so they have a mark in common, which no value looks like. Never fails, whoever wrote the value.
CREATE FUNCTION moviestore.filter_keys(value jsonb) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
  CASE jsonb_typeof(value)
    WHEN 'array' THEN
      RETURN jsonb_build_array(value) || value;
    WHEN 'string' THEN
      RETURN jsonb_build_array(value, '{"$": true}'::jsonb);
    WHEN 'object' THEN
      IF value -> '$B' IS NOT NULL THEN
        RETURN jsonb_build_array(value, '{"$": true}'::jsonb);
      ELSIF jsonb_typeof(value -> '$BS') = 'array' THEN
        RETURN jsonb_build_array(value)
          || (SELECT coalesce(jsonb_agg(jsonb_build_object('$B', e.v)), '[]') FROM jsonb_array_elements(value -> '$BS') e(v));
      END IF;
      RETURN jsonb_build_array(value) || coalesce(value -> '$SS', value -> '$NS', '[]');
    ELSE
      RETURN jsonb_build_array(value);
  END CASE;
END $$;

-- A role that was granted a table alone can then read and write its items.
GRANT EXECUTE ON FUNCTION moviestore.filter_keys(jsonb) TO PUBLIC;
