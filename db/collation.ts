/**
 * Makes every text column compare as bytes, whatever locale the database was created with, so that order is the same as on SQLite.
 * Idempotent: touches only columns that do not have the collation yet.
 */
export const byteCollation = `
DO $$
DECLARE c record;
BEGIN
  FOR c IN
    SELECT table_name, column_name FROM information_schema.columns
    WHERE table_schema = 'public' AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C'
  LOOP
    EXECUTE format('ALTER TABLE public.%I ALTER COLUMN %I TYPE text COLLATE "C"', c.table_name, c.column_name);
  END LOOP;
END $$`;
