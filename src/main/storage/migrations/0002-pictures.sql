-- Pictures are kept inside the journal, and what is written is more than words.

-- With row numbers, unlike all other tables: without them SQLite reads whole rows, 20 MB each, to compare
-- two ids. Nothing reads a row number.
CREATE TABLE attachments (
  id         TEXT PRIMARY KEY NOT NULL,
  sha256     TEXT NOT NULL CHECK (length(sha256) = 64),
  name       TEXT NOT NULL,
  type       TEXT NOT NULL CHECK (type IN ('image/png', 'image/jpeg', 'image/gif', 'image/webp')),
  width      INTEGER NOT NULL,
  height     INTEGER NOT NULL,
  created    TEXT NOT NULL,
  updated    TEXT NOT NULL,
  deleted_at TEXT,
  revision   INTEGER NOT NULL DEFAULT 1,
  -- Last, so that everything before it is read without it.
  bytes      BLOB NOT NULL
) STRICT;

CREATE UNIQUE INDEX attachments_by_sha256 ON attachments (sha256) WHERE deleted_at IS NULL;

-- A picture, a rule or an empty block of code is something written too, without a word in `text`.
ALTER TABLE sections ADD COLUMN written INTEGER NOT NULL GENERATED ALWAYS AS
  (document <> '{"type":"doc","content":[{"type":"paragraph"}]}') VIRTUAL;
