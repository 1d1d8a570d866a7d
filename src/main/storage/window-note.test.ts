import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  askToLetGo,
  isAskedToLetGo,
  noteWindow,
  readWindowNote,
  removeWindowNote,
  stopAsking,
} from "./window-note.ts";

const BROWSER = { kind: "browser", since: "2026-11-20T14:30:00.000Z" } as const;
const DESKTOP = { kind: "desktop", since: "2026-11-20T14:31:00.000Z" } as const;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stepback-note-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("who has the journal", () => {
  it("is what the window said last, until it takes it back", () => {
    expect(readWindowNote(folder)).toBeNull();
    noteWindow(folder, BROWSER);
    noteWindow(folder, DESKTOP);
    expect(readWindowNote(folder)).toEqual(DESKTOP);
    removeWindowNote(folder);
    removeWindowNote(folder);
    expect(readWindowNote(folder)).toBeNull();
    expect(readdirSync(folder)).toEqual([]);
  });

  it.skipIf(process.platform === "win32")("is for the owner alone", () => {
    noteWindow(folder, BROWSER);
    for (const name of readdirSync(folder)) {
      expect([name, statSync(join(folder, name)).mode & 0o077]).toEqual([name, 0]);
    }
  });

  it.each(["", "{", "null", "[]", '{"kind":"telegraph","since":"x"}', '{"kind":"browser"}'])(
    "is not known from %j",
    (content) => {
      noteWindow(folder, BROWSER);
      const [name = ""] = readdirSync(folder);
      writeFileSync(join(folder, name), content);
      expect(readWindowNote(folder)).toBeNull();
      // The next window's word counts again.
      noteWindow(folder, DESKTOP);
      expect(readWindowNote(folder)).toEqual(DESKTOP);
    },
  );
});

describe("asking for the journal", () => {
  it("stands beside what the window said, until it is taken back", () => {
    noteWindow(folder, BROWSER);
    expect(isAskedToLetGo(folder)).toBe(false);
    askToLetGo(folder, DESKTOP);
    expect(isAskedToLetGo(folder)).toBe(true);
    expect(readWindowNote(folder)).toEqual(BROWSER);
    stopAsking(folder);
    stopAsking(folder);
    expect(isAskedToLetGo(folder)).toBe(false);
    expect(readWindowNote(folder)).toEqual(BROWSER);
  });
});
