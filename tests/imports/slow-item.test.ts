// One file that takes minutes to read must not take the others with it. On real threads, so it stands here.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createOrderRunner } from "../../src/main/app/run-order.ts";
import { readInTime } from "../../src/main/features/imports/read-in-time.ts";
import { temporaryFolder } from "../helpers/temporary-folder.ts";

const folder = join(temporaryFolder(), "files");

test("an item that takes too long is given up, and named", async () => {
  mkdirSync(folder);
  writeFileSync(join(folder, "a.md"), "Words.");
  writeFileSync(join(folder, "endless.md"), "![".repeat(2_000_000));
  writeFileSync(join(folder, "z.md"), "More words.");
  const run = createOrderRunner(join(import.meta.dirname, "../../out/main/worker.js"));
  const order = { path: folder, from: "auto" as const, timeZone: "UTC", themes: new Map() };
  const found = await readInTime(
    (reading, signal) => run("readImport", reading, signal),
    order,
    3000,
  );
  expect(found.items).toMatchObject([
    { item: "a.md", entry: { title: "a" } },
    { item: "endless.md", refused: "too_slow" },
    { item: "z.md", entry: { title: "z" } },
  ]);
});
