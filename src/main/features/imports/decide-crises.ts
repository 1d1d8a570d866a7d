import type { Crisis } from "../../../shared/contract/crises.ts";
import type { CarriedCrisis, CarriedName } from "../../../shared/journal/carried.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import type { DecidedPeople } from "./decide-people.ts";
import type { Refusal } from "./refusal.ts";

/** What has to be known of the crises of the journal. */
export interface CrisesHere {
  read(id: Id): CarriedCrisis | null;
  /** Whether an id is that of a crisis, an item or an answer, also of one that was deleted. */
  isKnown(id: Id): boolean;
}

/** Decides which crises are added. Writes nothing. */
export class DecidedCrises {
  readonly crises: Crisis[] = [];
  private readonly here: CrisesHere;
  private readonly people: DecidedPeople;
  private readonly isEntry: (id: Id) => boolean;
  private readonly adding = new Map<Id, CarriedCrisis>();
  private readonly parts = new Set<Id>();

  /** @param isEntry whether an id is that of an entry which is here, or added. */
  constructor(here: CrisesHere, people: DecidedPeople, isEntry: (id: Id) => boolean) {
    this.here = here;
    this.people = people;
    this.isEntry = isEntry;
  }

  decideOn(found: CarriedCrisis): Refusal | "added" | "here" {
    const standing = this.adding.get(found.id) ?? this.here.read(found.id);
    if (standing !== null) return this.isSame(standing, found) ? "here" : "differs";
    if (this.here.isKnown(found.id)) return "deleted";
    const ids = idsOfParts(found);
    const isTwice = new Set(ids).size < ids.length;
    if (isTwice || ids.some((id) => this.parts.has(id) || this.here.isKnown(id))) {
      return "part_taken";
    }
    this.adding.set(found.id, found);
    for (const id of ids) this.parts.add(id);
    this.crises.push(this.withPeople(found));
    return "added";
  }

  /** Whether an id is that of a crisis which is here, or added. */
  isThere(id: Id): boolean {
    return this.adding.has(id) || this.here.read(id) !== null;
  }

  private withPeople(found: CarriedCrisis): Crisis {
    const who = (somebody: CarriedName | null) => this.people.whoIs(somebody, found);
    const { entryId } = found;
    return {
      ...found,
      entryId: entryId !== null && this.isEntry(entryId) ? entryId : null,
      deletedAt: null,
      person: who(found.person),
      items: found.items.map((item) => ({
        ...item,
        person: who(item.person),
        answers: item.answers.map((answer) => ({ ...answer, person: who(answer.person) })),
      })),
    };
  }

  private isSame(one: CarriedCrisis, other: CarriedCrisis): boolean {
    const who = (somebody: CarriedName | null): Id | null =>
      somebody === null ? null : this.people.find(somebody);
    const saying = ({ ground, endsWhen, date, closedOn, person, items }: CarriedCrisis): string =>
      JSON.stringify([
        ...[ground, endsWhen, date, closedOn, who(person)],
        items.map((item) => [
          ...[item.id, item.what, item.since, item.became, item.note, item.askOn],
          who(item.person),
          item.answers.map((answer) => [
            ...[answer.id, answer.date, answer.who, answer.note, answer.givenAgain],
            who(answer.person),
          ]),
        ]),
      ]);
    return saying(one) === saying(other);
  }
}

function idsOfParts({ items }: CarriedCrisis): Id[] {
  return items.flatMap(({ id, answers }) => [id, ...answers.map((answer) => answer.id)]);
}
