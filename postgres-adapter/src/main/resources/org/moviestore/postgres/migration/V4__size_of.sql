-- SPDX-License-Identifier: Apache-2.0

-- The size of a value as column item holds it, counted as column item_size counts: so one statement can change part of an
-- item and its size. Text takes its bytes; a number its pairs of digits on either side of the point, without those that
-- are nothing but zeros before the first digit and after the last, one more, and one for the sign; null and booleans
-- one; a list or map three, and one for each element or entry; binary three for each four characters of its base64.
CREATE FUNCTION moviestore.size_of(value jsonb) RETURNS integer
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  digits text;
  whole  text;
  part   text;
BEGIN
  CASE jsonb_typeof(value)
    WHEN 'number' THEN
      digits := value #>> '{}';
      whole := ltrim(split_part(digits, '.', 1), '-0');
      part := rtrim(split_part(digits, '.', 2), '0');
      RETURN 1 + CAST(starts_with(digits, '-') AS integer)
        + (octet_length(whole) + 1) / 2 + (octet_length(part) + 1) / 2
        - CASE WHEN part = '' THEN (octet_length(whole) - octet_length(rtrim(whole, '0'))) / 2
               WHEN whole = '' THEN (octet_length(part) - octet_length(ltrim(part, '0'))) / 2
               ELSE 0 END;
    WHEN 'string' THEN
      RETURN octet_length(value #>> '{}');
    WHEN 'array' THEN
      RETURN 3 + (SELECT coalesce(sum(1 + moviestore.size_of(e.v)), 0) FROM jsonb_array_elements(value) e(v));
    WHEN 'object' THEN
      IF value -> '$B' IS NOT NULL THEN
        digits := value ->> '$B';
        RETURN octet_length(digits) / 4 * 3 - (octet_length(digits) - octet_length(rtrim(digits, '=')));
      ELSIF value -> '$BS' IS NOT NULL THEN
        RETURN (SELECT sum(moviestore.size_of(jsonb_build_object('$B', e.v))) FROM jsonb_array_elements(value -> '$BS') e(v));
      ELSIF value -> '$SS' IS NOT NULL OR value -> '$NS' IS NOT NULL THEN
        RETURN (SELECT sum(moviestore.size_of(e.v))
                FROM jsonb_array_elements(coalesce(value -> '$SS', value -> '$NS')) e(v));
      END IF;
      -- A name that begins with a $ has one more here.
      RETURN 3 + (SELECT coalesce(sum(1 + octet_length(e.k) - CAST(starts_with(e.k, '$') AS integer)
                                        + moviestore.size_of(e.v)), 0)
                  FROM jsonb_each(value) e(k, v));
    ELSE
      RETURN 1;
  END CASE;
END $$;

-- A role that was granted a table alone can then update its items.
GRANT EXECUTE ON FUNCTION moviestore.size_of(jsonb) TO PUBLIC;
