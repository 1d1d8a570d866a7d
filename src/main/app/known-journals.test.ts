import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createKnownJournals } from "./known-journals.ts";

const FRIDAY = "2026-11-20T14:30:00.000Z";
const SATURDAY = "2026-11-21T14:30:00.000Z";

let place: string;
let file: string;

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), "stepback-known-"));
  file = join(place, "data", "stepback", "journals.json");
});

afterEach(() => {
  rmSync(place, { recursive: true, force: true });
});

describe("known journals", () => {
  it("are none before one was opened, and asking makes nothing", () => {
    expect(createKnownJournals(file).lastOpened("/a")).toBeNull();
    expect(readdirSync(place)).toEqual([]);
  });

  it("are remembered by their folder, with the last time, for another process too", () => {
    const known = createKnownJournals(file);
    known.noteOpened("/a", FRIDAY);
    createKnownJournals(file).noteOpened("/b", FRIDAY);
    known.noteOpened("/a", SATURDAY);
    const again = createKnownJournals(file);
    expect(again.lastOpened("/a")).toBe(SATURDAY);
    expect(again.lastOpened("/b")).toBe(FRIDAY);
    expect(again.lastOpened("/A")).toBeNull();
    expect(again.lastOpened("/a/b")).toBeNull();
  });

  it.skipIf(process.platform === "win32")("are the owner's business alone", () => {
    createKnownJournals(file).noteOpened("/a", FRIDAY);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(place, "data", "stepback")).mode & 0o777).toBe(0o700);
    expect(readdirSync(join(place, "data", "stepback"))).toEqual(["journals.json"]);
  });

  it.each(["", "{", "[]", '"x"', '{"/a": 7}'])("that were lost to %j are known anew", (content) => {
    const known = createKnownJournals(file);
    known.noteOpened("/a", FRIDAY);
    writeFileSync(file, content);
    expect(known.lastOpened("/a")).toBeNull();
    known.noteOpened("/b", SATURDAY);
    expect(known.lastOpened("/b")).toBe(SATURDAY);
  });

  it("that cannot be written down are no reason not to open one", () => {
    mkdirSync(file, { recursive: true });
    const known = createKnownJournals(file);
    expect(() => known.noteOpened("/a", FRIDAY)).not.toThrow();
    expect(known.lastOpened("/a")).toBeNull();
  });
});
