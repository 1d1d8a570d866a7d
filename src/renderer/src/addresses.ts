import { type Step, step as stepShape } from "../../shared/contract/weekly.ts";
import type { Id } from "../../shared/journal/identity.ts";
import type { Week } from "../../shared/journal/iso-week.ts";

// Every place, entry, prompt and step has an address; both hosts open at one.

/** The pattern of each address. */
export const ADDRESSES = {
  today: "/",
  thisWeek: "/week",
  week: "/week/:week",
  step: "/week/:week/:step/:place?",
  timeline: "/timeline",
  newEntry: "/timeline/new",
  entry: "/timeline/:id",
  editEntry: "/timeline/:id/edit",
  people: "/people",
  newPerson: "/people/new",
  person: "/people/:id",
  prompts: "/prompts",
  prompt: "/prompts/:id",
  answer: "/prompts/:prompt/answer",
  answerAbout: "/people/:person/answer",
  answerAboutTo: "/people/:person/answer/:prompt",
  moment: "/moment",
  moments: "/moments/:week",
  crisis: "/crises/:id/:step?/:place?",
  settings: "/settings",
  backups: "/settings/backups",
  protect: "/protect",
  changePassphrase: "/protect/change",
  newCode: "/protect/code",
  removePassphrase: "/protect/remove",
} as const;

/** A week's reflection, at the place it was left. */
export function addressOfWeek(week: Week): string {
  return `/week/${week}`;
}

/** A step of a week's reflection. @param place from 0, for the Write step. */
export function addressOfStep(week: Week, step: Step, place = 0): string {
  return `/week/${week}/${step.replace("_", "-")}${step === "write" ? `/${place + 1}` : ""}`;
}

/** The step that an address names; undefined where it names none. */
export function stepAt(address: string | undefined): Step | undefined {
  return stepShape.options.find((step) => step.replace("_", "-") === address);
}

/** An entry in the timeline, to read or to write. */
export function addressOfEntry(id: Id, isEditing = false): string {
  return isEditing ? `/timeline/${id}/edit` : `/timeline/${id}`;
}

/** The moments of a week. */
export function addressOfMoments(week: Week): string {
  return `/moments/${week}`;
}

/** A prompt in the library, opened. */
export function addressOfPrompt(id: string): string {
  return `/prompts/${id}`;
}

/** Where a prompt is answered outside the ritual, its earlier answers beside. @param person about whom. */
export function addressOfAnswer(prompt: string, person?: Id): string {
  return person === undefined ? `/prompts/${prompt}/answer` : `/people/${person}/answer/${prompt}`;
}

/** The per-person prompts about one person, to choose one to answer. */
export function addressOfAskingAbout(person: Id): string {
  return `/people/${person}/answer`;
}

/** A person's page. */
export function addressOfPerson(id: Id): string {
  return `/people/${id}`;
}

/** What is done with a crisis: closing it, writing about it, asking about it again. */
export type CrisisStep = "close" | "write" | "ask";

/** A crisis, at what is done with it. @param place from 0; the first that is not done when left out. */
export function addressOfCrisis(id: Id, step: CrisisStep, place?: number): string {
  return place === undefined ? `/crises/${id}/${step}` : `/crises/${id}/${step}/${place + 1}`;
}
