-- The journal as it begins. Every row: a ULID, created and updated (UTC instants), deleted_at, revision.
-- Nothing depends on row numbers or on arrival: order is by sort_key, then by id.

CREATE TABLE entries (
  id          TEXT PRIMARY KEY,
  kind        TEXT NOT NULL CHECK (kind IN ('weekly', 'review', 'crisis', 'free')),
  title       TEXT NOT NULL,
  date        TEXT NOT NULL,
  time_zone   TEXT NOT NULL,
  week        TEXT CHECK ((kind = 'weekly') = (week IS NOT NULL)),
  tags        TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(tags)),
  starred     INTEGER NOT NULL DEFAULT 0 CHECK (starred IN (0, 1)),
  created     TEXT NOT NULL,
  updated     TEXT NOT NULL,
  deleted_at  TEXT,
  merged_into TEXT,
  revision    INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

CREATE INDEX entries_by_date ON entries (date DESC, id DESC) WHERE deleted_at IS NULL;
-- Not unique: two devices may each begin the same week, and are joined later.
CREATE INDEX entries_by_week ON entries (week) WHERE week IS NOT NULL AND deleted_at IS NULL;

CREATE TABLE sections (
  id              TEXT PRIMARY KEY,
  entry_id        TEXT NOT NULL REFERENCES entries (id),
  sort_key        TEXT NOT NULL,
  prompt_id       TEXT,
  prompt_text     TEXT CHECK ((prompt_id IS NULL) = (prompt_text IS NULL)),
  prompt_theme    TEXT CHECK ((prompt_id IS NULL) = (prompt_theme IS NULL)),
  document        TEXT NOT NULL CHECK (json_valid(document)),
  document_schema INTEGER NOT NULL,
  text            TEXT NOT NULL,
  words           INTEGER NOT NULL,
  -- The editor that saved last: it may save again although the answer to its last save was lost.
  writer          TEXT NOT NULL DEFAULT '',
  created         TEXT NOT NULL,
  updated         TEXT NOT NULL,
  deleted_at      TEXT,
  revision        INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

CREATE INDEX sections_by_entry ON sections (entry_id, sort_key, id) WHERE deleted_at IS NULL;
CREATE INDEX sections_by_prompt ON sections (prompt_id) WHERE prompt_id IS NOT NULL;

-- What a weekly entry has beyond an entry: where the writer is, and when it was put away.
CREATE TABLE reflections (
  id         TEXT PRIMARY KEY,
  entry_id   TEXT NOT NULL REFERENCES entries (id),
  step       TEXT NOT NULL,
  place      INTEGER NOT NULL,
  caret      INTEGER NOT NULL,
  scroll     INTEGER NOT NULL,
  set_kept   TEXT,
  closed_at  TEXT,
  created    TEXT NOT NULL,
  updated    TEXT NOT NULL,
  deleted_at TEXT,
  revision   INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

CREATE INDEX reflections_by_entry ON reflections (entry_id);

-- The prompts that a week was given, with the reason, and what became of each.
CREATE TABLE chosen_prompts (
  id           TEXT PRIMARY KEY,
  entry_id     TEXT NOT NULL REFERENCES entries (id),
  section_id   TEXT NOT NULL REFERENCES sections (id),
  place        INTEGER NOT NULL,
  reason_kind  TEXT NOT NULL,
  reason_weeks INTEGER,
  skipped_at   TEXT,
  replaced_at  TEXT,
  created      TEXT NOT NULL,
  updated      TEXT NOT NULL,
  deleted_at   TEXT,
  revision     INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

CREATE INDEX chosen_prompts_by_entry ON chosen_prompts (entry_id, place, id);

CREATE TABLE commitments (
  id           TEXT PRIMARY KEY,
  week         TEXT NOT NULL,
  due_week     TEXT NOT NULL,
  sort_key     TEXT NOT NULL,
  situation    TEXT,
  action       TEXT NOT NULL,
  outcome      TEXT CHECK (outcome IN ('kept', 'partly', 'not_kept', 'never_came_up', 'dropped')),
  outcome_note TEXT,
  outcome_at   TEXT,
  created      TEXT NOT NULL,
  updated      TEXT NOT NULL,
  deleted_at   TEXT,
  revision     INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

CREATE INDEX commitments_by_week ON commitments (week, sort_key, id) WHERE deleted_at IS NULL;
CREATE INDEX commitments_by_due_week ON commitments (due_week, sort_key, id) WHERE deleted_at IS NULL;

CREATE TABLE settings (
  id         TEXT PRIMARY KEY,
  name       TEXT NOT NULL UNIQUE,
  value      TEXT NOT NULL CHECK (json_valid(value)),
  created    TEXT NOT NULL,
  updated    TEXT NOT NULL,
  deleted_at TEXT,
  revision   INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;
