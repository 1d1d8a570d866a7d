// What a week shows chooses its second prompt: rows of moments, handovers, crises and free entries,
// some of them written by features that come later than the choice.
import { join } from "node:path";
import { monotonicFactory } from "ulid";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createCommitments } from "../../src/main/features/commitments/commitments.service.ts";
import {
  createEntries,
  type EntriesService,
} from "../../src/main/features/entries/entries.service.ts";
import {
  createMoments,
  type MomentsService,
} from "../../src/main/features/moments/moments.service.ts";
import { createPeople } from "../../src/main/features/people/people.service.ts";
import { createPrompts } from "../../src/main/features/prompts/prompts.service.ts";
import { createSettings } from "../../src/main/features/settings/settings.service.ts";
import { createWeekly, type WeeklyService } from "../../src/main/features/weekly/weekly.service.ts";
import { type Database, openDatabase } from "../../src/main/storage/database.ts";
import { migrate } from "../../src/main/storage/migrate.ts";
import type { MomentDraft } from "../../src/shared/contract/moments.ts";
import { emptyDocument } from "../../src/shared/document/schema.ts";
import { textToDocument } from "../../src/shared/document/plain-text.ts";

/** The week of Friday, 20 November 2026: from Monday the 16th to Sunday the 22nd. */
const WEEK = "2026-W47";
const NOW = "2026-11-22T20:00:00+01:00";

let database: Database;
let entries: EntriesService;
let moments: MomentsService;
let weekly: WeeklyService;
let newId: () => string;

beforeEach(() => {
  database = openDatabase(":memory:", Buffer.alloc(32));
  migrate(database);
  const ulid = monotonicFactory();
  newId = () => ulid(Date.parse(NOW));
  const common = {
    database,
    clock: { now: () => new Date(NOW), timeZone: "Europe/Berlin" },
    newId,
  };
  const prompts = createPrompts(join(import.meta.dirname, "../../resources/prompts"));
  const settings = createSettings(common);
  const people = createPeople(common);
  const commitments = createCommitments({ ...common, people });
  entries = createEntries({ ...common, commitmentsMadeIn: commitments.madeIn, people });
  moments = createMoments({ ...common, people, prompts, settings });
  weekly = createWeekly({ ...common, entries, commitments, moments, prompts, settings });
});

afterEach(() => {
  database.close();
});

/** The theme and reason of the week's second prompt. */
function second(week = WEEK): unknown[] {
  const prompt = weekly.outlook(week).prompts[1];
  return [prompt?.theme, prompt?.reason.kind];
}

function moment(kind: MomentDraft["kind"], at: string, invited: MomentDraft["invited"] = null) {
  return moments.add({ kind, text: "In the line review.", at, person: null, invited, theme: null });
}

/** Puts a row into a table whose feature is not needed for what is tested here. */
function row(table: string, values: Record<string, string | null>): string {
  const all: Record<string, string | null> = { id: newId(), created: NOW, updated: NOW, ...values };
  const names = Object.keys(all);
  const places = names.map((name) => `@${name}`).join(", ");
  database.prepare(`INSERT INTO ${table} (${names.join(", ")}) VALUES (${places})`).run(all);
  return String(all["id"]);
}

const remove = (table: string, id: string) =>
  database.prepare(`UPDATE ${table} SET deleted_at = ? WHERE id = ?`).run(NOW, id);

describe("a week that shows", () => {
  it("an uninvited step-in asks about listening or standing back", () => {
    expect(second()[1]).toBe("drawn");
    const { id } = moment("stepped_in", "2026-11-18T10:00:00Z", "uninvited");
    expect(second()).toEqual(["listening", "stepped_in_uninvited"]);
    remove("moments", id);
    expect(second()[1]).toBe("drawn");
  });

  it("a step-in that was asked for, offered or not said shows nothing, nor does stepping back", () => {
    moment("stepped_in", "2026-11-18T10:00:00Z", "asked_for");
    moment("stepped_in", "2026-11-18T10:01:00Z", "offered");
    moment("stepped_in", "2026-11-18T10:02:00Z");
    moment("stepped_back", "2026-11-18T10:03:00Z", "uninvited");
    expect(second()[1]).toBe("drawn");
  });

  it("a stepped-away moment asks about coaching", () => {
    moment("stepped_away", "2026-11-18T10:00:00Z");
    expect(second()).toEqual(["coaching", "stepped_away"]);
  });

  it("a handover taken back asks about trust, while neither it nor its turn is deleted", () => {
    const person = row("people", { name: "Marta", relation: "report" });
    const handover = row("handovers", { person_id: person, what: "The roadmap" });
    row("handover_turns", { handover_id: handover, kind: "given", date: "2026-11-18" });
    expect(second()[1]).toBe("drawn");
    const turn = { handover_id: handover, kind: "taken_back", date: "2026-11-19" };
    const first = row("handover_turns", turn);
    expect(second()).toEqual(["trust", "handover_taken_back"]);
    remove("handover_turns", first);
    expect(second()[1]).toBe("drawn");
    row("handover_turns", turn);
    expect(second()[1]).toBe("handover_taken_back");
    remove("handovers", handover);
    expect(second()[1]).toBe("drawn");
  });

  it("a crisis closed asks after it, and not what was answered then already", () => {
    const crisis = { ground: "Devin's line", date: "2026-11-02", time_zone: "Europe/Berlin" };
    row("crises", crisis);
    expect(second()[1]).toBe("drawn");
    row("crises", { ...crisis, closed_on: "2026-11-17" });
    const asked = weekly.outlook(WEEK).prompts[1];
    expect(asked?.reason).toEqual({ kind: "crisis_closed" });
    const entry = entries.write({
      title: "The line",
      date: "2026-11-17",
      tags: [],
      starred: false,
      document: emptyDocument(),
    });
    entries.addSection({
      entryId: entry.id,
      prompt: { id: asked?.id ?? "", text: asked?.text ?? "", theme: asked?.theme ?? "" },
      document: textToDocument("It was handed back on Tuesday."),
    });
    const next = weekly.outlook(WEEK).prompts[1];
    expect(next?.reason.kind).toBe("crisis_closed");
    expect(next?.id).not.toBe(asked?.id);
  });

  it("counts its own days alone, Monday to Sunday, by the writer's day", () => {
    // A quarter past midnight on Monday in Berlin is Sunday in UTC.
    moment("stepped_away", "2026-11-15T23:15:00Z");
    expect(second()[1]).toBe("stepped_away");
    expect(second("2026-W46")[1]).toBe("drawn");
    moment("stepped_in", "2026-11-15T22:45:00Z", "uninvited");
    expect(second("2026-W46")[1]).toBe("stepped_in_uninvited");
    expect(second()[1]).toBe("stepped_away");
  });

  it("shows it until its set is kept; what comes later changes nothing of the set", () => {
    moment("stepped_away", "2026-11-18T10:00:00Z");
    const kept = weekly.open(WEEK).places.map(({ id, reason }) => [id, reason]);
    expect(kept[1]?.[1]).toEqual({ kind: "stepped_away" });
    moment("stepped_in", "2026-11-19T10:00:00Z", "uninvited");
    expect(weekly.open(WEEK).places.map(({ id, reason }) => [id, reason])).toEqual(kept);
  });
});
