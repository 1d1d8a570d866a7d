/**
 * Promise 15: an entry's day never moves. For every day from 1970 to 2100 in eight time zones, what is
 * written at its first minute, at noon and in its last minute belongs to that day, by the word of Temporal;
 * and it still does when it is read in another zone.
 */
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createEntries } from "../../src/main/features/entries/entries.service.ts";
import { createPeople } from "../../src/main/features/people/people.service.ts";
import { openDatabase, type Database } from "../../src/main/storage/database.ts";
import { migrate } from "../../src/main/storage/migrate.ts";
import type { Clock } from "../../src/shared/journal/clock.ts";
import { weekOf } from "../../src/shared/journal/iso-week.ts";
import { type LocalDate, localDateAt } from "../../src/shared/journal/local-date.ts";
import { commandLine, each } from "../helpers/command-line.ts";
import { temporaryFolder } from "../helpers/temporary-folder.ts";
import { size, tellFigure, tellLeftOut } from "./figures.ts";

const ZONES = [
  "Pacific/Apia",
  "America/Sao_Paulo",
  "Asia/Kolkata",
  "Pacific/Kiritimati",
  "Pacific/Pago_Pago",
  "Africa/Cairo",
  "Europe/Berlin",
  "Asia/Beirut",
];
const HOURS = ["00:00", "12:00", "23:59"];
/** 2100-12-31, counted from 1970-01-01. */
const LAST_DAY = 47_846;
/** Days that were left out where the date line was crossed. */
const MISSING: Record<string, string> = {
  "Pacific/Apia": "2011-12-30",
  "Pacific/Kiritimati": "1994-12-31",
};
/** Days without a midnight in one of the zones, and those that were left out in another. */
const ODD_DAYS =
  "1994-12-31 2011-12-30 2011-12-31 2018-11-04 2023-03-26 2023-04-28 2026-03-29".split(" ");

const hasTemporal = typeof Temporal !== "undefined";
const reason = hasTemporal ? "" : " (skipped: this Node has no Temporal to compare with)";
const home = temporaryFolder();

/** The days that are looked at: all of them, or one in 97, and the odd ones. */
function days(step = size(1, 97)): Temporal.PlainDate[] {
  const first = Temporal.PlainDate.from("1970-01-01");
  const all = Array.from({ length: Math.floor(LAST_DAY / step) + 1 }, (_, index) =>
    first.add({ days: index * step }),
  );
  return step === 1 ? all : [...all, ...ODD_DAYS.map((day) => Temporal.PlainDate.from(day))];
}

/** The instants of a day in a zone; none for a day that there was not. */
function instantsOf(day: Temporal.PlainDate, timeZone: string): Date[] {
  return HOURS.map((hour) => day.toZonedDateTime({ timeZone, plainTime: hour }))
    .filter((moment) => moment.toPlainDate().equals(day))
    .map((moment) => new Date(moment.epochMilliseconds));
}

/** How many instants a way to find the day of an instant gets wrong, and the first of them. */
function moved(timeZone: string, dayOf: (instant: Date) => LocalDate, among = days()) {
  const found = { instants: 0, moved: 0, missing: [] as string[], first: "" };
  for (const day of among) {
    const date = day.toString();
    const instants = instantsOf(day, timeZone);
    if (instants.length === 0) found.missing.push(date);
    for (const instant of instants) {
      found.instants += 1;
      if (dayOf(instant) === date) continue;
      found.moved += 1;
      found.first ||= `${instant.toISOString()} of ${date} was ${dayOf(instant)}`;
    }
  }
  return found;
}

describe.skipIf(!hasTemporal)(`the day of an instant${reason}`, () => {
  let instants = 0;

  test.each(ZONES)(
    "in %s",
    (zone) => {
      const found = moved(zone, (instant) => localDateAt(instant, zone));
      expect(found).toMatchObject({ moved: 0, first: "" });
      // The only day that nobody there had.
      expect([...new Set(found.missing)]).toEqual([MISSING[zone] ?? []].flat());
      instants += found.instants;
    },
    60_000,
  );

  test.each(ZONES)("control: a day that is cut from the instant in UTC moves, in %s", (zone) => {
    const found = moved(zone, (instant) => instant.toISOString().slice(0, 10), days(97));
    expect(found.moved).toBeGreaterThan(found.instants / 4);
  });

  test("the ISO week of every day", () => {
    const wrong = days(1).filter((day) => {
      const week = `${day.yearOfWeek}-W${String(day.weekOfYear).padStart(2, "0")}`;
      return weekOf(day.toString()) !== week;
    });
    expect(wrong.map(String)).toEqual([]);
  });

  afterAll(() => {
    const count = days().length;
    tellFigure(
      15,
      `${count} days × ${ZONES.length} zones at ${HOURS.length} hours, ${instants} instants: 0 moved; ${LAST_DAY + 1} ISO weeks right`,
    );
    const every = size(1, 97);
    if (every > 1) tellLeftOut(15, `all but every ${every}th of ${LAST_DAY + 1} days`);
  });
});

describe.skipIf(!hasTemporal)(`written in one zone, read in another${reason}`, () => {
  const own = process.env["TZ"];
  let database: Database;
  const file = join(home, "days.db");
  const key = Buffer.alloc(32, 7);
  let number = 0;

  beforeAll(() => {
    database = openDatabase(file, key);
    migrate(database);
  });

  afterAll(() => {
    database.close();
    if (own === undefined) delete process.env["TZ"];
    else process.env["TZ"] = own;
  });

  /** The service that writes and reads entries in a zone, and the clock that it goes by. */
  function entriesIn(timeZone: string) {
    let instant = new Date(0);
    const clock: Clock = { now: () => instant, timeZone };
    const newId = (): string => String((number += 1)).padStart(26, "0");
    const common = { database, clock, newId };
    const service = createEntries({
      ...common,
      commitmentsMadeIn: () => [],
      people: createPeople(common),
    });
    return (now: Date) => {
      instant = now;
      // The zone of the whole process too, as on a machine that has travelled.
      process.env["TZ"] = timeZone;
      return service;
    };
  }

  test("an entry keeps its day", () => {
    const written: { id: string; day: string; zone: string }[] = [];
    // In one transaction: what is asked here is the day, not what a disk keeps.
    database.exec("BEGIN");
    for (const [index, zone] of ZONES.entries()) {
      const here = entriesIn(zone);
      const elsewhere = entriesIn(ZONES[(index + 3) % ZONES.length] ?? zone);
      for (const day of days(size(97, 2999))) {
        for (const instant of instantsOf(day, zone)) {
          const { id } = here(instant).write({
            title: "A day",
            tags: [],
            starred: false,
            document: { type: "doc", content: [{ type: "paragraph" }] },
          });
          const later = elsewhere(new Date(instant.getTime() + 40_000_000));
          later.change({ id, title: "Changed elsewhere" });
          written.push({ id, day: day.toString(), zone });
        }
      }
    }
    database.exec("COMMIT");
    database.close();
    database = openDatabase(file, key);
    const reader = entriesIn("Pacific/Pago_Pago")(new Date());
    const wrong = written.filter(({ id, day }) => reader.read(id)?.date !== day);
    expect(wrong).toEqual([]);
    tellFigure(
      15,
      `${written.length} entries written in one zone, changed and read in others: 0 moved`,
    );
  }, 120_000);

  test("by commands in eight zones, on days without a midnight", async () => {
    const journal = join(home, "journal");
    await commandLine({ home, journal }).json("init");
    const cases = ZONES.flatMap((zone, index) => {
      const day = ODD_DAYS[index % ODD_DAYS.length] ?? "";
      const [instant] = instantsOf(Temporal.PlainDate.from(day), zone);
      return instant === undefined ? [] : [{ zone, day, instant: instant.toISOString() }];
    });
    await each(cases.slice(0, size(8, 3)), async ({ zone, day, instant }) => {
      const here = commandLine({ home, journal, now: instant, env: { TZ: zone } });
      const { id, date } = (await here.jsonFrom("x", "write", "-")) as { id: string; date: string };
      expect(date).toBe(day);
      const there = commandLine({ home, journal, env: { TZ: "Pacific/Pago_Pago" } });
      expect(await there.json("show", id)).toMatchObject({ date: day });
    });
  }, 60_000);
});
