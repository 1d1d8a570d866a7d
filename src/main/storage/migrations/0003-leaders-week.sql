-- The life of the week: moments, people, what was handed over and agreed, crises; what becomes of
-- commitments; the user's own wishes and prompts. Rows as in 0001.

-- `merged_into` leads from a person that was joined with another one; their rows name the other by then.
CREATE TABLE people (
  id          TEXT PRIMARY KEY,
  name        TEXT NOT NULL,
  relation    TEXT NOT NULL CHECK (relation IN ('report', 'peer', 'other')),
  role        TEXT NOT NULL DEFAULT '',
  created     TEXT NOT NULL,
  updated     TEXT NOT NULL,
  deleted_at  TEXT,
  merged_into TEXT REFERENCES people (id),
  revision    INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

-- With whom an entry is, as its writer says.
CREATE TABLE entry_people (
  id         TEXT PRIMARY KEY,
  entry_id   TEXT NOT NULL REFERENCES entries (id),
  person_id  TEXT NOT NULL REFERENCES people (id),
  created    TEXT NOT NULL,
  updated    TEXT NOT NULL,
  deleted_at TEXT,
  revision   INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

CREATE INDEX entry_people_by_entry ON entry_people (entry_id) WHERE deleted_at IS NULL;
CREATE INDEX entry_people_by_person ON entry_people (person_id) WHERE deleted_at IS NULL;

-- Whom the text of a section speaks of. Made from the document at every save, never the only place.
CREATE TABLE mentions (
  section_id TEXT NOT NULL REFERENCES sections (id),
  person_id  TEXT NOT NULL REFERENCES people (id),
  PRIMARY KEY (person_id, section_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX mentions_by_section ON mentions (section_id);

-- Whom a prompt was answered about.
CREATE TABLE section_people (
  id         TEXT PRIMARY KEY,
  section_id TEXT NOT NULL REFERENCES sections (id),
  person_id  TEXT NOT NULL REFERENCES people (id),
  created    TEXT NOT NULL,
  updated    TEXT NOT NULL,
  deleted_at TEXT,
  revision   INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

CREATE INDEX section_people_by_section ON section_people (section_id) WHERE deleted_at IS NULL;
CREATE INDEX section_people_by_person ON section_people (person_id) WHERE deleted_at IS NULL;

-- A dated step forward. `entry_id` is the entry it became when it was closed.
CREATE TABLE crises (
  id         TEXT PRIMARY KEY,
  person_id  TEXT REFERENCES people (id),
  ground     TEXT NOT NULL,
  ends_when  TEXT,
  date       TEXT NOT NULL,
  time_zone  TEXT NOT NULL,
  closed_on  TEXT,
  entry_id   TEXT REFERENCES entries (id),
  created    TEXT NOT NULL,
  updated    TEXT NOT NULL,
  deleted_at TEXT,
  revision   INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

-- What was taken over, and what became of it at the end; on `ask_on` it is asked again who has it.
CREATE TABLE crisis_items (
  id         TEXT PRIMARY KEY,
  crisis_id  TEXT NOT NULL REFERENCES crises (id),
  sort_key   TEXT NOT NULL,
  what       TEXT NOT NULL,
  since      TEXT NOT NULL,
  became     TEXT CHECK (became IN ('returned', 'handed_on', 'kept')),
  person_id  TEXT REFERENCES people (id),
  note       TEXT NOT NULL DEFAULT '',
  ask_on     TEXT,
  created    TEXT NOT NULL,
  updated    TEXT NOT NULL,
  deleted_at TEXT,
  revision   INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

CREATE INDEX crisis_items_by_crisis ON crisis_items (crisis_id, sort_key, id) WHERE deleted_at IS NULL;

-- Who had an item when that was asked again. One that was given back once more is asked about once more.
CREATE TABLE crisis_answers (
  id          TEXT PRIMARY KEY,
  item_id     TEXT NOT NULL REFERENCES crisis_items (id),
  date        TEXT NOT NULL,
  who         TEXT NOT NULL CHECK (who IN ('with_them', 'with_me', 'with_another')),
  person_id   TEXT REFERENCES people (id),
  note        TEXT NOT NULL DEFAULT '',
  given_again INTEGER NOT NULL DEFAULT 0 CHECK (given_again IN (0, 1)),
  created     TEXT NOT NULL,
  updated     TEXT NOT NULL,
  deleted_at  TEXT,
  revision    INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

CREATE INDEX crisis_answers_by_item ON crisis_answers (item_id, date, id) WHERE deleted_at IS NULL;

-- `at` is the instant, `date` the day it was in the writer's zone, which never moves.
CREATE TABLE moments (
  id         TEXT PRIMARY KEY,
  kind       TEXT NOT NULL CHECK (kind IN ('stepped_in', 'stepped_back', 'stepped_away')),
  text       TEXT NOT NULL,
  at         TEXT NOT NULL,
  date       TEXT NOT NULL,
  time_zone  TEXT NOT NULL,
  person_id  TEXT REFERENCES people (id),
  invited    TEXT CHECK (invited IN ('asked_for', 'offered', 'uninvited')),
  theme      TEXT,
  crisis_id  TEXT REFERENCES crises (id),
  created    TEXT NOT NULL,
  updated    TEXT NOT NULL,
  deleted_at TEXT,
  revision   INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

CREATE INDEX moments_by_date ON moments (date, at, id) WHERE deleted_at IS NULL;
CREATE INDEX moments_by_person ON moments (person_id, date) WHERE deleted_at IS NULL;

-- Something given to a person; its turns tell when it was given, taken back and given again.
CREATE TABLE handovers (
  id         TEXT PRIMARY KEY,
  person_id  TEXT NOT NULL REFERENCES people (id),
  what       TEXT NOT NULL,
  how_far    TEXT NOT NULL DEFAULT '',
  created    TEXT NOT NULL,
  updated    TEXT NOT NULL,
  deleted_at TEXT,
  revision   INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

CREATE INDEX handovers_by_person ON handovers (person_id) WHERE deleted_at IS NULL;

CREATE TABLE handover_turns (
  id          TEXT PRIMARY KEY,
  handover_id TEXT NOT NULL REFERENCES handovers (id),
  kind        TEXT NOT NULL CHECK (kind IN ('given', 'taken_back')),
  date        TEXT NOT NULL,
  note        TEXT NOT NULL DEFAULT '',
  created     TEXT NOT NULL,
  updated     TEXT NOT NULL,
  deleted_at  TEXT,
  revision    INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

CREATE INDEX handover_turns_by_handover ON handover_turns (handover_id, date, id) WHERE deleted_at IS NULL;

-- The authority a person said they want the leader to have. `replaces` leads to the one before it;
-- `span` is how many days lie between being asked and being asked again.
CREATE TABLE agreements (
  id         TEXT PRIMARY KEY,
  person_id  TEXT NOT NULL REFERENCES people (id),
  matter     TEXT NOT NULL,
  level      TEXT NOT NULL CHECK (level IN ('none', 'view', 'voice', 'vote', 'decide')),
  words      TEXT NOT NULL DEFAULT '',
  date       TEXT NOT NULL,
  ask_on     TEXT,
  span       INTEGER,
  replaces   TEXT REFERENCES agreements (id),
  created    TEXT NOT NULL,
  updated    TEXT NOT NULL,
  deleted_at TEXT,
  revision   INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

CREATE INDEX agreements_by_person ON agreements (person_id) WHERE deleted_at IS NULL;

-- With whom a commitment is made.
ALTER TABLE commitments ADD COLUMN person_id TEXT REFERENCES people (id);

CREATE INDEX commitments_by_person ON commitments (person_id) WHERE person_id IS NOT NULL;

-- The week that asked for a commitment's outcome, and what becomes of it after that. One that is carried
-- over or reshaped goes on as another one, which names the one it comes from; that one may be missing,
-- since an import can bring a part of a journal.
ALTER TABLE commitments ADD COLUMN answered_in TEXT;
ALTER TABLE commitments ADD COLUMN became TEXT
  CHECK (became IN ('carried', 'reshaped', 'handed_on', 'ended'));
ALTER TABLE commitments ADD COLUMN became_note TEXT;
ALTER TABLE commitments ADD COLUMN carried_from TEXT;
ALTER TABLE commitments ADD COLUMN reshaped_from TEXT;

CREATE INDEX commitments_carried_from ON commitments (carried_from) WHERE carried_from IS NOT NULL;
CREATE INDEX commitments_reshaped_from ON commitments (reshaped_from) WHERE reshaped_from IS NOT NULL;

-- How the time of a week fell, in ten blocks; fewer than ten are what was placed.
CREATE TABLE week_blocks (
  id         TEXT PRIMARY KEY,
  week       TEXT NOT NULL,
  in_it      INTEGER NOT NULL CHECK (in_it BETWEEN 0 AND 10),
  on_it      INTEGER NOT NULL CHECK (on_it BETWEEN 0 AND 10),
  people     INTEGER NOT NULL CHECK (people BETWEEN 0 AND 10),
  other      INTEGER NOT NULL CHECK (other BETWEEN 0 AND 10),
  created    TEXT NOT NULL,
  updated    TEXT NOT NULL,
  deleted_at TEXT,
  revision   INTEGER NOT NULL DEFAULT 1,
  CHECK (in_it + on_it + people + other <= 10)
) STRICT, WITHOUT ROWID;

CREATE INDEX week_blocks_by_week ON week_blocks (week) WHERE deleted_at IS NULL;

-- What the user wishes of a prompt, built in or not; `hidden_on` is the day since which it is hidden.
CREATE TABLE prompt_wishes (
  id         TEXT PRIMARY KEY,
  prompt_id  TEXT NOT NULL UNIQUE,
  favourite  INTEGER NOT NULL DEFAULT 0 CHECK (favourite IN (0, 1)),
  pinned     INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1)),
  hidden_on  TEXT,
  created    TEXT NOT NULL,
  updated    TEXT NOT NULL,
  deleted_at TEXT,
  revision   INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

-- The prompt that the user picked for a week.
CREATE TABLE prompt_picks (
  id         TEXT PRIMARY KEY,
  week       TEXT NOT NULL UNIQUE,
  prompt_id  TEXT NOT NULL,
  created    TEXT NOT NULL,
  updated    TEXT NOT NULL,
  deleted_at TEXT,
  revision   INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

-- The user's own themes and prompts; `theme_id` and `prompt_id` are their ids in the library.
CREATE TABLE own_themes (
  id         TEXT PRIMARY KEY,
  theme_id   TEXT NOT NULL UNIQUE,
  title      TEXT NOT NULL,
  blurb      TEXT NOT NULL DEFAULT '',
  in_weekly_rotation INTEGER NOT NULL DEFAULT 0 CHECK (in_weekly_rotation IN (0, 1)),
  created    TEXT NOT NULL,
  updated    TEXT NOT NULL,
  deleted_at TEXT,
  revision   INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

CREATE TABLE own_prompts (
  id         TEXT PRIMARY KEY,
  prompt_id  TEXT NOT NULL UNIQUE,
  theme      TEXT NOT NULL,
  cadence    TEXT NOT NULL CHECK (cadence IN ('weekly', 'monthly', 'quarterly', 'per-person', 'after-crisis')),
  text       TEXT NOT NULL,
  follow_ups TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(follow_ups)),
  created    TEXT NOT NULL,
  updated    TEXT NOT NULL,
  deleted_at TEXT,
  revision   INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;

-- Packs of prompts that were added, each as the file it came from.
CREATE TABLE packs (
  id         TEXT PRIMARY KEY,
  pack_id    TEXT NOT NULL UNIQUE,
  title      TEXT NOT NULL,
  yaml       TEXT NOT NULL,
  created    TEXT NOT NULL,
  updated    TEXT NOT NULL,
  deleted_at TEXT,
  revision   INTEGER NOT NULL DEFAULT 1
) STRICT, WITHOUT ROWID;
