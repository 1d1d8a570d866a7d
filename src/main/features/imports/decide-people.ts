import type { NamedPerson } from "../../../shared/contract/named-person.ts";
import { mendLine } from "../../../shared/document/mend-text.ts";
import type { CarriedName, CarriedPerson } from "../../../shared/journal/carried.ts";
import { foldName } from "../../../shared/journal/fold.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import type { Refusal } from "./refusal.ts";

/** What has to be known of the people of the journal. */
export interface PeopleHere {
  standing(id: Id): { mergedInto: Id | null; deletedAt: string | null } | null;
  read(id: Id): CarriedPerson | null;
  named(name: string): NamedPerson | null;
  /** The person whose handover, turn or agreement has this id. */
  ownerOf(id: Id): Id | null;
}

/** What is added of people: those who are new, and what joins somebody who is here. */
export interface AddingPeople {
  people: CarriedPerson[];
  joining: { personId: Id; parts: Parts }[];
}

type Parts = Pick<CarriedPerson, "handovers" | "agreements">;

/** What became of a person who was found. */
export type PersonDecision = Refusal | "added" | "here" | "joined";

/** Decides who of an import is who in the journal. Writes nothing. */
export class DecidedPeople implements AddingPeople {
  readonly people: CarriedPerson[] = [];
  readonly joining: AddingPeople["joining"] = [];
  private readonly here: PeopleHere;
  private readonly newId: () => Id;
  /** Whom an id of the import is in the journal. */
  private readonly known = new Map<Id, Id>();
  private readonly adding = new Map<Id, CarriedPerson>();
  private readonly addingByName = new Map<string, Id>();
  /** Whom a name of the import's own people is in the journal, whatever they are called there. */
  private readonly knownByName = new Map<string, Id>();
  /** The ids of handovers, turns and agreements that are added. */
  private readonly parts = new Set<Id>();

  constructor(here: PeopleHere, newId: () => Id) {
    this.here = here;
    this.newId = newId;
  }

  /** Decides on a person who was found; to be asked of all of them before anything that names one. */
  decideOn(person: CarriedPerson): PersonDecision {
    const decision = this.decideOnFound(person);
    const name = foldName(person.name);
    const known = this.known.get(person.id);
    if (known !== undefined && !this.knownByName.has(name)) this.knownByName.set(name, known);
    return decision;
  }

  private decideOnFound(person: CarriedPerson): PersonDecision {
    const standing = this.adding.get(person.id) ?? this.here.read(person.id);
    if (standing !== null) {
      this.known.set(person.id, person.id);
      return isSame(standing, person) ? "here" : "differs";
    }
    const gone = this.here.standing(person.id);
    const namesake = gone === null ? this.named(person.name) : this.mergedInto(person.id);
    if (namesake !== null) return this.join(person, namesake);
    if (gone !== null) return "deleted";
    if (this.takes(person, null)) return "part_taken";
    this.add(person);
    return "added";
  }

  /** Whether who was found is somebody else in the journal. */
  isSomebodyElse(id: Id): boolean {
    return (this.known.get(id) ?? id) !== id;
  }

  /** Whom a text means: somebody else only where the journal does not know the id itself. */
  meantBy(id: Id): Id {
    return this.here.standing(id) === null ? (this.known.get(id) ?? id) : id;
  }

  /** Whom a row means: by the id, else by the name. Null for nobody, and for who was deleted here. */
  find({ id, name }: CarriedName): Id | null {
    const known = id === null ? undefined : this.known.get(id);
    if (known !== undefined) return known;
    if (id !== null && this.here.standing(id) !== null) return this.mergedInto(id);
    return this.knownByName.get(foldName(mendLine(name))) ?? this.named(name);
  }

  /** The same, making a page where nobody is called that yet. */
  findOrMake(somebody: CarriedName, made: { created: string; updated: string }): Id | null {
    const found = this.find(somebody);
    const { id, name } = somebody;
    if (found !== null || this.isGone(somebody) || mendLine(name) === "") return found;
    const person: CarriedPerson = {
      id: id ?? this.newId(),
      name: mendLine(name),
      relation: "other",
      role: "",
      handovers: [],
      agreements: [],
      created: made.created,
      updated: made.updated,
      revision: 1,
    };
    this.add(person);
    return person.id;
  }

  /** Whether the id names somebody who was deleted here. */
  isGone(somebody: CarriedName): boolean {
    const { id } = somebody;
    return id !== null && this.here.standing(id) !== null && this.find(somebody) === null;
  }

  /** Who that is of the journal's people; null for nobody. */
  whoIs(
    somebody: CarriedName | null,
    made: { created: string; updated: string },
  ): NamedPerson | null {
    const id = somebody === null ? null : this.findOrMake(somebody, made);
    return id === null ? null : { id, name: somebody?.name ?? "" };
  }

  private add(person: CarriedPerson): void {
    this.people.push(person);
    this.adding.set(person.id, person);
    this.addingByName.set(foldName(person.name), person.id);
    this.known.set(person.id, person.id);
    for (const id of idsOfParts(person)) this.parts.add(id);
  }

  /** What is kept of them is put with the one who is here, of whom nothing changes. */
  private join(person: CarriedPerson, personId: Id): PersonDecision {
    this.known.set(person.id, personId);
    const standing = this.adding.get(personId) ?? this.here.read(personId);
    if (standing === null || this.takes(person, personId)) return "part_taken";
    const isHere = new Set(idsOfParts(standing));
    const parts = {
      handovers: person.handovers.filter(({ id }) => !isHere.has(id)),
      agreements: person.agreements.filter(({ id }) => !isHere.has(id)),
    };
    const shared = {
      handovers: person.handovers.filter(({ id }) => isHere.has(id)),
      agreements: person.agreements.filter(({ id }) => isHere.has(id)),
    };
    if (!holds(standing, shared)) return "differs";
    const ids = idsOfParts(parts);
    if (ids.length === 0) return "here";
    this.joining.push({ personId, parts });
    for (const id of ids) this.parts.add(id);
    return "joined";
  }

  /** Whether a part has the id of another one, here or of this import. */
  private takes(person: CarriedPerson, personId: Id | null): boolean {
    const ids = idsOfParts(person);
    if (new Set(ids).size < ids.length) return true;
    return ids.some((id) => {
      const owner = this.here.ownerOf(id);
      return this.parts.has(id) || (owner !== null && owner !== personId);
    });
  }

  private named(name: string): Id | null {
    const folded = foldName(mendLine(name));
    return this.here.named(folded)?.id ?? this.addingByName.get(folded) ?? null;
  }

  /** Who somebody is by now; null for who is in the bin. */
  private mergedInto(id: Id): Id | null {
    const passed = new Set<Id>();
    for (let next: Id | null = id; next !== null && !passed.has(next); ) {
      passed.add(next);
      const standing = this.here.standing(next);
      if (standing?.deletedAt === null && standing.mergedInto === null) return next;
      next = standing?.mergedInto ?? null;
    }
    return null;
  }
}

function idsOfParts({ handovers, agreements }: Parts): Id[] {
  return [
    ...handovers.flatMap(({ id, turns }) => [id, ...turns.map((turn) => turn.id)]),
    ...agreements.map(({ id }) => id),
  ];
}

function isSame(one: CarriedPerson, other: CarriedPerson): boolean {
  const saying = ({ name, relation, role }: CarriedPerson) => [name, relation, role];
  return (
    JSON.stringify(saying(one)) === JSON.stringify(saying(other)) &&
    JSON.stringify(partsOf(one).toSorted()) === JSON.stringify(partsOf(other).toSorted())
  );
}

/** Whether a person has all these parts with the same words. */
function holds(person: Parts, parts: Parts): boolean {
  const all = new Set(partsOf(person));
  return partsOf(parts).every((part) => all.has(part));
}

/** What is kept of a person as far as its words go, each as one string. */
function partsOf({ handovers, agreements }: Parts): string[] {
  const parts = [
    ...handovers.map(({ id, what, howFar, turns }) => [
      ...[id, what, howFar],
      turns.map((turn) => [turn.id, turn.kind, turn.date, turn.note]),
    ]),
    ...agreements.map(({ id, matter, level, words, date, askOn }) => [
      ...[id, matter, level, words, date, askOn],
    ]),
  ];
  return parts.map((part) => JSON.stringify(part));
}
