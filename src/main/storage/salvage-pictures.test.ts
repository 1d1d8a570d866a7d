import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monotonicFactory } from "ulid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkVault } from "./check.ts";
import { type Database, openDatabase } from "./database.ts";
import { migrate } from "./migrate.ts";
import { digestOf } from "./next-database.ts";
import { salvage } from "./salvage.ts";

const KEY = Buffer.alloc(32, 7);
const PAGE = 4096;
const PICTURES = 400;
const NOW = "2026-11-20T15:30:00Z";

let folder: string;
let file: string;
let sound: Buffer;
let pages: { name: string; pageno: number; pagetype: string }[];
const newId = monotonicFactory();
const sha256Of = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

function addPicture(database: Database, bytes: Buffer): void {
  database
    .prepare(
      `INSERT INTO attachments (id, sha256, name, type, width, height, bytes, created, updated)
       VALUES (?, ?, 'board.png', 'image/png', 1, 1, ?, ?, ?)`,
    )
    .run(newId(), sha256Of(bytes), bytes, NOW, NOW);
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "stepback-salvage-pictures-"));
  file = join(folder, "journal.db");
  const database = openDatabase(file, KEY);
  migrate(database);
  // Small ones, of which a page holds several, and long ones on many pages.
  database.transaction(() => {
    for (let number = 0; number < PICTURES; number += 1) {
      addPicture(database, randomBytes(number % 20 === 0 ? 60_000 : 900));
    }
  })();
  database.pragma("wal_checkpoint(TRUNCATE)");
  pages = database
    .prepare<[], (typeof pages)[number]>("SELECT name, pageno, pagetype FROM dbstat")
    .all();
  database.close();
  sound = readFileSync(file);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What is read of a journal with one bit flipped on these pages; every picture has its own bytes. */
function salvaged(numbers: readonly number[]): { pictures: number; problems: string[] } {
  const damaged = Buffer.from(sound);
  for (const number of numbers) {
    const place = (number - 1) * PAGE + 1500;
    damaged.writeUInt8(damaged.readUInt8(place) ^ 4, place);
  }
  writeFileSync(file, damaged);
  const copyFile = join(folder, "copy.db");
  const result = salvage(file, KEY, copyFile);
  const copy = openDatabase(copyFile, KEY, { readonly: true });
  try {
    expect(checkVault(copy)).toEqual([]);
    const pictures = copy.prepare<[], number>("SELECT count(*) FROM attachments").pluck().get();
    return { pictures: pictures ?? 0, problems: result?.problems ?? [] };
  } finally {
    copy.close();
    for (const end of ["", "-wal", "-shm"]) rmSync(`${copyFile}${end}`, { force: true });
  }
}

const pagesOf = (name: string, type: string): number[] =>
  pages.filter((page) => page.name === name && page.pagetype === type).map(({ pageno }) => pageno);

describe("pictures of a damaged journal", () => {
  it("are all there when nothing of theirs is damaged", () => {
    expect(salvaged([])).toEqual({ pictures: PICTURES, problems: [] });
  });

  it("lose the one that a damaged page is part of", () => {
    const [first = 0] = pagesOf("attachments", "overflow");
    const { pictures, problems } = salvaged([first]);
    expect(pictures).toBe(PICTURES - 1);
    expect(problems).toContain("1 picture could not be read.");
  });

  it("lose those that stand on a damaged page, and no others", () => {
    const leaves = pagesOf("attachments", "leaf");
    const { pictures } = salvaged([leaves[3] ?? 0, leaves[20] ?? 0]);
    expect(pictures).toBeLessThan(PICTURES);
    expect(pictures).toBeGreaterThanOrEqual(PICTURES - 2 * 5);
  });

  it("are found where the way to them is cut", () => {
    const [root = 0] = pagesOf("attachments", "internal");
    expect(salvaged([root]).pictures).toBe(PICTURES);
    expect(salvaged(pagesOf("attachments_by_sha256", "leaf")).pictures).toBe(PICTURES);
    expect(salvaged([root, ...pagesOf("sqlite_autoindex_attachments_1", "leaf")]).pictures).toBe(
      PICTURES,
    );
  });
});

describe("the check of a journal with pictures", () => {
  function problemsAfter(change: (database: Database) => void): string[] {
    const database = openDatabase(":memory:", KEY);
    migrate(database);
    addPicture(database, Buffer.from("one"));
    database.exec(`INSERT INTO entries (id, kind, title, date, time_zone, created, updated)
      VALUES ('1', 'free', '', '', '', '', '')`);
    change(database);
    const problems = checkVault(database);
    database.close();
    return problems;
  }

  const show = (database: Database, attachment: string, said = ""): unknown =>
    database
      .prepare(
        `INSERT INTO sections (id, entry_id, sort_key, document, document_schema, text, words, created, updated)
         VALUES (?, '1', 'a', ?, 2, '', 0, '', '')`,
      )
      .run(
        newId(),
        JSON.stringify({
          type: "doc",
          content: [
            {
              type: "paragraph",
              content: [
                { type: "text", text: `"attachment":"${said}"` },
                { type: "picture", attrs: { attachment, alt: "" } },
              ],
            },
          ],
        }),
      );

  it("finds nothing against pictures that are shown and there, or only spoken of", () => {
    const one = sha256Of(Buffer.from("one"));
    expect(problemsAfter((database) => show(database, one, "0".repeat(64)))).toEqual([]);
  });

  it("finds a picture with other bytes, and one that is shown and not there", () => {
    const one = sha256Of(Buffer.from("one"));
    const none = "0".repeat(64);
    expect(
      problemsAfter((database) => {
        database.exec("UPDATE attachments SET bytes = x'00'");
        show(database, none);
        show(database, none);
      }),
    ).toEqual([
      `the picture ${one} has other bytes than it was kept with`,
      `a text shows the picture ${none}, which is missing`,
    ]);
  });

  it("is told apart from another by its pictures alone", () => {
    const database = openDatabase(":memory:", KEY);
    migrate(database);
    addPicture(database, Buffer.from("one"));
    const before = digestOf(database);
    expect(digestOf(database)).toBe(before);
    database.exec("UPDATE attachments SET bytes = x'00'");
    expect(digestOf(database)).not.toBe(before);
    database.close();
  });
});
