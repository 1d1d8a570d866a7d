import type { AskedCommitment, Commitment, Outcome } from "../../../shared/contract/commitments.ts";
import type { Section } from "../../../shared/contract/entries.ts";
import type { Moment } from "../../../shared/contract/moments.ts";
import type { Prompt } from "../../../shared/contract/prompts.ts";
import type { ChosenPrompt, Step } from "../../../shared/contract/weekly.ts";
import type { DocumentJson } from "../../../shared/document/schema.ts";
import type { Clock } from "../../../shared/journal/clock.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import type { Week } from "../../../shared/journal/iso-week.ts";
import type { LocalDate } from "../../../shared/journal/local-date.ts";
import type { Database } from "../../storage/database.ts";
import type { ChoiceInput } from "./choose-prompts.ts";

/** A weekly entry as the entries feature hands it over. */
export interface WeeklyEntry {
  id: Id;
  date: LocalDate;
  title: string;
}

/** What the weekly feature needs from outside. */
export interface WeeklyNeeds {
  database: Database;
  clock: Clock;
  newId: () => Id;
  entries: {
    weeklyEntry(week: Week): WeeklyEntry | null;
    makeWeekly(week: Week, date: LocalDate): WeeklyEntry;
    allSections(entryId: Id): Section[];
    addSection(section: {
      entryId: Id;
      prompt: { id: string; text: string; theme: string } | null;
      document?: DocumentJson;
      after?: Id;
    }): Section;
    saveSection(save: { id: Id; document: unknown; revision: number; writer: string }): unknown;
  };
  commitments: {
    madeIn(week: Week): Commitment[];
    askedIn(week: Week): AskedCommitment[];
    make(commitment: {
      id?: Id;
      week: Week;
      situation: string | null;
      action: string;
      person?: string | null | undefined;
    }): Commitment;
    say(said: {
      id: Id;
      week: Week;
      outcome: Outcome | null;
      note: string | null;
      carry?: boolean | undefined;
      revision?: number | undefined;
    }): Commitment;
  };
  prompts: {
    library(): ChoiceInput["library"];
    find(id: string): Prompt | null;
    theme(id: string): { title: string } | null;
    documentTitle(id: string): string;
  };
  moments: { ofWeek(week: Week): Moment[] };
  settings: {
    read(): { reflectionDay: number; reflectionTime: string; places: number };
  };
}

/** A week as the ritual would open it; the command line's `weekly`. */
export interface WeekOutlook {
  week: Week;
  state: { entryId: Id | null; step: Step; place: number; closed: boolean };
  /** What Look back asks about. */
  commitments: Commitment[];
  /** The moments of the week, oldest first. */
  moments: Moment[];
  prompts: ChosenPrompt[];
}
