import type { outcome } from "../../../shared/contract/commitments.ts";
import type { Invited, MomentKind } from "../../../shared/contract/moments.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import type { Week } from "../../../shared/journal/iso-week.ts";
import type { LocalDate } from "../../../shared/journal/local-date.ts";
import type { Database } from "../../storage/database.ts";
import type { z } from "zod";

/** How the ten blocks of a week fell. */
export interface BlocksRow {
  week: Week;
  inTheBusiness: number;
  onTheBusiness: number;
  withPeople: number;
  other: number;
}

export interface MomentFact {
  date: LocalDate;
  kind: MomentKind;
  invited: Invited | null;
}

/** An answer to a prompt; `week` is null where it follows the date. */
export interface AnswerFact {
  theme: string;
  week: Week | null;
  date: LocalDate;
}

export interface CommitmentFact {
  outcome: z.infer<typeof outcome> | null;
}

/** One turn of a handover, in order of their dates. */
export interface TurnFact {
  handoverId: Id;
  person: string;
  what: string;
  kind: "given" | "taken_back";
  date: LocalDate;
}

export interface DayFact {
  date: LocalDate;
  words: number;
}

interface Days {
  from: LocalDate;
  to: LocalDate;
}

/** What insights read, and nothing else: every table has its own writer. */
export function prepareInsights(database: Database) {
  const blocks = database.prepare<[{ from: Week; to: Week }], BlocksRow>(
    `SELECT week, in_it AS inTheBusiness, on_it AS onTheBusiness, people AS withPeople, other
     FROM week_blocks WHERE week BETWEEN @from AND @to AND deleted_at IS NULL ORDER BY week, id`,
  );
  const moments = database.prepare<[Days], MomentFact>(
    `SELECT date, kind, invited FROM moments
     WHERE date BETWEEN @from AND @to AND deleted_at IS NULL`,
  );
  const answers = database.prepare<[LocalDate], AnswerFact>(
    `SELECT prompt_theme AS theme, week, date
     FROM entries CROSS JOIN sections
     WHERE sections.entry_id = entries.id AND prompt_theme IS NOT NULL AND written
       AND date <= ? AND sections.deleted_at IS NULL AND entries.deleted_at IS NULL`,
  );
  const commitments = database.prepare<[{ from: Week; to: Week }], CommitmentFact>(
    `SELECT outcome FROM commitments
     WHERE due_week BETWEEN @from AND @to AND deleted_at IS NULL`,
  );
  const turns = database.prepare<[LocalDate], TurnFact>(
    `SELECT handovers.id AS handoverId, people.name AS person, what, kind, date
     FROM handovers
       JOIN people ON people.id = handovers.person_id
       JOIN handover_turns ON handover_id = handovers.id
     WHERE date <= ? AND handovers.deleted_at IS NULL AND handover_turns.deleted_at IS NULL
     ORDER BY handovers.id, date, handover_turns.id`,
  );
  const days = database.prepare<[Days], DayFact>(
    `SELECT date, sum(words) AS words FROM entries JOIN sections ON sections.entry_id = entries.id
     WHERE date BETWEEN @from AND @to AND entries.deleted_at IS NULL
       AND sections.deleted_at IS NULL AND written
     GROUP BY date ORDER BY date`,
  );
  return {
    blocks: (from: Week, to: Week) => blocks.all({ from, to }),
    moments: (span: Days) => moments.all(span),
    answersUntil: (date: LocalDate) => answers.all(date),
    commitments: (from: Week, to: Week) => commitments.all({ from, to }),
    turnsUntil: (date: LocalDate) => turns.all(date),
    days: (span: Days) => days.all(span),
  };
}
