import { expect, test } from "vitest";
import type { Person } from "../../../../shared/contract/people.ts";
import { suggestPeople } from "./suggest-people.ts";

const people = [
  person("Ana Marchetti", 4),
  person("Marta Okafor", 1),
  person("Magnus Thorsen", 2),
  person("Tomás Iglesias", 3),
];

test("names that begin so come first, then words within, of either the latest used", () => {
  expect(said("ma")).toEqual(["[Ma]gnus Thorsen", "[Ma]rta Okafor", "Ana [Ma]rchetti"]);
});

test("accents and case do not count, and more words than one narrow", () => {
  expect(said("TOMAS I")).toEqual(["[Tomás I]glesias"]);
  expect(said("Tomás")).toEqual(["[Tomás] Iglesias"]);
});

test("the middle of a word does not count", () => {
  expect(said("arta")).toEqual([]);
});

test("with nothing typed, the latest used come first", () => {
  expect(said(" ")).toEqual(["Ana Marchetti", "Tomás Iglesias", "Magnus Thorsen", "Marta Okafor"]);
});

test("whoever was used lately comes before whoever was changed lately", () => {
  const used = [people[1]?.id ?? "", people[3]?.id ?? ""];
  expect(suggestPeople(people, "", used).map(({ person: { name } }) => name)).toEqual([
    "Marta Okafor",
    "Tomás Iglesias",
    "Ana Marchetti",
    "Magnus Thorsen",
  ]);
});

function said(typed: string): string[] {
  return suggestPeople(people, typed).map(({ person: { name }, match }) =>
    match === null
      ? name
      : `${name.slice(0, match[0])}[${name.slice(...match)}]${name.slice(match[1])}`,
  );
}

function person(name: string, day: number): Person {
  const at = `2026-11-0${day}T09:00:00.000Z`;
  return {
    id: `01JD5ZC3M8Q4W0T9V7K2XN6RB${day}`,
    name,
    relation: "other",
    role: "",
    created: at,
    updated: at,
    deletedAt: null,
    revision: 1,
  };
}
