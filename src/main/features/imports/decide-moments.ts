import type { CarriedBlocks, CarriedMoment } from "../../../shared/journal/carried.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import type { Week } from "../../../shared/journal/iso-week.ts";
import type { DecidedPeople } from "./decide-people.ts";
import type { Refusal } from "./refusal.ts";

/** What has to be known of the moments of the journal, and of how its weeks fell. */
export interface MomentsHere {
  moments: { isKnown(id: Id): boolean; read(id: Id): CarriedMoment | null };
  blocks: { isKnown(id: Id): boolean; ofWeek(week: Week): CarriedBlocks | null };
}

/** A moment with whom it was of the journal's people. */
export type AddingMoment = Omit<CarriedMoment, "person"> & { personId: Id | null };

/** Decides which moments and weeks are added. Writes nothing. */
export class DecidedMoments {
  readonly moments: AddingMoment[] = [];
  readonly blocks: CarriedBlocks[] = [];
  private readonly here: MomentsHere;
  private readonly people: DecidedPeople;
  private readonly isCrisis: (id: Id) => boolean;
  private readonly addingMoments = new Map<Id, CarriedMoment>();
  private readonly addingBlocks = new Map<Week, CarriedBlocks>();

  /** @param isCrisis whether an id is that of a crisis which is here, or added. */
  constructor(here: MomentsHere, people: DecidedPeople, isCrisis: (id: Id) => boolean) {
    this.here = here;
    this.people = people;
    this.isCrisis = isCrisis;
  }

  /** @returns `unnamed` for one that is added without whom it names, who was deleted here. */
  decideOnMoment(found: CarriedMoment): Refusal | "added" | "unnamed" | "here" {
    const { person, ...moment } = found;
    const standing = this.addingMoments.get(found.id) ?? this.here.moments.read(found.id);
    if (standing !== null) return this.isSame(standing, found) ? "here" : "differs";
    if (this.here.moments.isKnown(found.id)) return "deleted";
    const personId = person === null ? null : this.people.findOrMake(person, moment);
    this.addingMoments.set(found.id, found);
    const { crisisId } = moment;
    const isKnown = crisisId !== null && this.isCrisis(crisisId);
    this.moments.push({ ...moment, personId, crisisId: isKnown ? crisisId : null });
    return person !== null && personId === null ? "unnamed" : "added";
  }

  decideOnBlocks(found: CarriedBlocks): Refusal | "added" | "here" {
    const standing = this.addingBlocks.get(found.week) ?? this.here.blocks.ofWeek(found.week);
    if (standing !== null) {
      return fellAs(standing) === fellAs(found) ? "here" : "blocks_taken";
    }
    const isTwice = this.blocks.some(({ id }) => id === found.id);
    if (isTwice || this.here.blocks.isKnown(found.id)) return "deleted";
    this.addingBlocks.set(found.week, found);
    this.blocks.push(found);
    return "added";
  }

  private isSame(one: CarriedMoment, other: CarriedMoment): boolean {
    const saying = ({ kind, text, at, date, invited, theme, person }: CarriedMoment) =>
      JSON.stringify([
        ...[kind, text, at, date, invited, theme],
        person === null ? null : this.people.find(person),
      ]);
    return saying(one) === saying(other);
  }
}

function fellAs({ inIt, onIt, people, other }: CarriedBlocks): string {
  return JSON.stringify([inIt, onIt, people, other]);
}
