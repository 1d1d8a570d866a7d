import type { Crisis, CrisisAnswer, CrisisItem } from "../contract/crises.ts";
import type { Invited, MomentKind } from "../contract/moments.ts";
import type { Relation } from "../contract/people.ts";
import type { Id } from "./identity.ts";
import type { Week } from "./iso-week.ts";
import type { LocalDate } from "./local-date.ts";

// The leader's week as an export carries it and an import takes it in: rows with their ids and times,
// without what is in the bin.

/** What every row has. `created` and `updated` are instants, ISO in UTC. */
export interface CarriedRow {
  id: Id;
  created: string;
  updated: string;
  revision: number;
}

/** Somebody that a row names; the id of nobody's page, or none, leaves the name. */
export interface CarriedName {
  id: Id | null;
  name: string;
}

/** A time at which something was given or taken back. */
export interface CarriedTurn extends CarriedRow {
  kind: "given" | "taken_back";
  date: LocalDate;
  note: string;
}

/** Something given to a person. */
export interface CarriedHandover extends CarriedRow {
  what: string;
  howFar: string;
  turns: CarriedTurn[];
}

/** The authority that a person wants the leader to have. `replaces` is one of the same person. */
export interface CarriedAgreement extends CarriedRow {
  matter: string;
  level: "none" | "view" | "voice" | "vote" | "decide";
  words: string;
  date: LocalDate;
  askOn: LocalDate | null;
  /** In days. */
  span: number | null;
  replaces: Id | null;
}

/** A person with all that is kept of them. */
export interface CarriedPerson extends CarriedRow {
  name: string;
  relation: Relation;
  role: string;
  handovers: CarriedHandover[];
  /** Those that replace others come after them. */
  agreements: CarriedAgreement[];
}

/** A moment. */
export interface CarriedMoment extends CarriedRow {
  kind: MomentKind;
  text: string;
  at: string;
  date: LocalDate;
  timeZone: string;
  person: CarriedName | null;
  invited: Invited | null;
  theme: string | null;
  crisisId: Id | null;
}

/** How the time of a week fell, in blocks, ten at most. */
export interface CarriedBlocks extends CarriedRow {
  week: Week;
  inIt: number;
  onIt: number;
  people: number;
  other: number;
}

/** A crisis with what was taken over, and who had it when that was asked again. */
export type CarriedCrisis = Omit<Crisis, "person" | "items" | "deletedAt"> & {
  person: CarriedName | null;
  items: CarriedCrisisItem[];
};

/** One thing that was taken over. */
export type CarriedCrisisItem = Omit<CrisisItem, "person" | "answers"> & {
  person: CarriedName | null;
  answers: (Omit<CrisisAnswer, "person"> & { person: CarriedName | null })[];
};
