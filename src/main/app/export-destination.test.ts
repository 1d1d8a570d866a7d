import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { nextExportPath } from "./export-destination.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stepback-destination-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("the first export of a day has its date", () => {
  expect(nextExportPath(folder, "2026-11-20")).toBe(join(folder, "Stepback 2026-11-20"));
});

test("what is there is never taken, whatever it is", () => {
  mkdirSync(join(folder, "Stepback 2026-11-20"));
  writeFileSync(join(folder, "Stepback 2026-11-20-2"), "");
  symlinkSync(join(folder, "nowhere"), join(folder, "Stepback 2026-11-20-3"));
  expect(nextExportPath(folder, "2026-11-20")).toBe(join(folder, "Stepback 2026-11-20-4"));
  expect(nextExportPath(folder, "2026-11-21")).toBe(join(folder, "Stepback 2026-11-21"));
});

test("a gap is filled", () => {
  mkdirSync(join(folder, "Stepback 2026-11-20"));
  mkdirSync(join(folder, "Stepback 2026-11-20-3"));
  expect(nextExportPath(folder, "2026-11-20")).toBe(join(folder, "Stepback 2026-11-20-2"));
});

test("a folder that is missing, or is a file, gives the first name and leaves the error to the export", () => {
  const missing = join(folder, "missing");
  expect(nextExportPath(missing, "2026-11-20")).toBe(join(missing, "Stepback 2026-11-20"));
  const file = join(folder, "file");
  writeFileSync(file, "");
  expect(nextExportPath(file, "2026-11-20")).toBe(join(file, "Stepback 2026-11-20"));
});
