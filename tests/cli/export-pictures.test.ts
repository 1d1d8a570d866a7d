/** Pictures in an export: beside the text, counted, and back in their place when it is read again. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { madeGif, madePng } from "../../src/main/features/attachments/made-pictures.test-helper.ts";
import type { Attachment } from "../../src/shared/contract/attachments.ts";
import { markdownToDocument } from "../../src/shared/document/markdown-reader.ts";
import type { DocumentJson, DocumentNode } from "../../src/shared/document/schema.ts";
import { commandLine } from "../helpers/command-line.ts";
import { withServices } from "../helpers/fill-journal.ts";
import { filesIn, temporaryFolder } from "../helpers/temporary-folder.ts";
import { inDatabase } from "../helpers/vault-files.ts";

const home = temporaryFolder();
const journal = join(home, "journal");
const stepback = commandLine({ home });

const BOARD = madePng();
const WALK = madeGif(40, 30);

let board: Attachment;
let walk: Attachment;
let answer: DocumentJson;
let freeId: string;

const shown = ({ sha256 }: Attachment, alt: string): DocumentNode => ({
  type: "picture",
  attrs: { attachment: sha256, alt },
});
const doc = (...content: DocumentNode[]): DocumentJson => ({
  type: "doc",
  content: [{ type: "paragraph", content }],
});

beforeAll(async () => {
  await stepback.json("init");
  await withServices(journal, ({ attachments, entries, weekly }) => {
    board = attachments.keep({ name: "C:\\pictures\\Board #1 100%.png", data: BOARD });
    walk = attachments.keep({ name: "", data: WALK });
    // Kept, and shown by nothing any more.
    attachments.keep({ name: "unused.png", data: madePng({ shade: 1 }) });
    answer = doc({ type: "text", text: "Before " }, shown(board, "the [board]"), {
      type: "text",
      text: " after.",
    });
    weekly.answer({ promptId: "trust-08", document: answer });
    // Only a picture, without a word.
    weekly.answer({ promptId: "listening-02", document: doc(shown(walk, "")) });
    const free = { title: "Once more", tags: [], starred: false };
    freeId = entries.write({ ...free, document: doc(shown(board, "the board again")) }).id;
    entries.write({ ...free, title: "Without", document: doc({ type: "text", text: "Words." }) });
  });
});

interface Exported {
  entries: number;
  files: number;
  attachments: number;
  bytes: number;
}

async function exported(name: string, ...filters: string[]) {
  const folder = join(home, name);
  const figures = (await stepback.json("export", "--to", folder, ...filters)) as Exported;
  const read = (file: string): string => readFileSync(join(folder, ...file.split("/")), "utf8");
  return { folder, figures, read, files: filesIn(folder) };
}

const boardFile = (): string => `attachments/${board.sha256.slice(0, 12)}-Board #1 100%.png`;
const walkFile = (): string => `attachments/${walk.sha256.slice(0, 12)}.gif`;

test("those that are shown stand beside the entries, once each, and are counted", async () => {
  const { folder, figures, files, read } = await exported("whole");
  expect(files).toEqual(
    [
      "README.md",
      "stepback.json",
      "weekly/2026/2026-W47.md",
      "entries/2026/2026-11-20-once-more.md",
      "entries/2026/2026-11-20-without.md",
      boardFile(),
      walkFile(),
    ].toSorted(),
  );
  expect(figures).toMatchObject({ entries: 3, files: 7, attachments: 2 });
  expect(readFileSync(join(folder, boardFile()))).toEqual(BOARD);
  expect(readFileSync(join(folder, walkFile()))).toEqual(WALK);
  expect(read("README.md")).toContain("- `attachments/`: the pictures in them.\n");
  const whole = JSON.parse(read("stepback.json")) as { attachments: unknown };
  expect(whole.attachments).toEqual([
    { ...board, file: boardFile() },
    { ...walk, file: walkFile() },
  ]);
});

test("the text has their addresses, and gives the same document back", async () => {
  const { read } = await exported("addresses");
  const digits = board.sha256.slice(0, 12);
  const weekly = read("weekly/2026/2026-W47.md");
  const address = `../../attachments/${digits}-Board%20%231%20100%25.png`;
  expect(weekly).toContain(`\n\nBefore ![the \\[board\\]](${address}) after.\n\n`);
  expect(weekly).toContain(`\n\n![](../../${walkFile()})\n`);
  const [line = ""] = weekly.split("\n").filter((text) => text.startsWith("Before"));
  const readPicture = (found: string): string | null =>
    decodeURIComponent(found) === `../../${boardFile()}` ? board.sha256 : null;
  expect(markdownToDocument(line, { readPicture })).toEqual(answer);
});

test("an export of some entries has their pictures and no others", async () => {
  const none = await exported("without", "--text", "Without");
  expect(none.figures).toMatchObject({ entries: 1, files: 3, attachments: 0 });
  expect(none.read("README.md")).not.toContain("attachments");
  expect(JSON.parse(none.read("stepback.json"))).toMatchObject({ attachments: [] });
  const one = await exported("one", "--text", "Once more");
  expect(one.files.filter((file) => file.startsWith("attachments/"))).toEqual([boardFile()]);
});

test("`show` names the file as an export has it", async () => {
  const { out } = await stepback.run("show", freeId);
  const digits = board.sha256.slice(0, 12);
  expect(out).toContain(`\n![the board again](attachments/${digits}-Board%20%231%20100%25.png)\n`);
});

// Last, as it takes a picture away from the journal.
test("where a picture is lost its place says so, and the export goes on", async () => {
  inDatabase(journal, (database) => {
    const lost = database.prepare("DELETE FROM attachments WHERE name = '' OR sha256 = ?");
    expect(lost.run(board.sha256).changes).toBe(2);
  });
  const { figures, read } = await exported("lost");
  expect(figures).toMatchObject({ entries: 3, files: 5, attachments: 0 });
  const weekly = read("weekly/2026/2026-W47.md");
  expect(weekly).toContain("\n\nBefore (A picture is missing here: the [board]) after.\n\n");
  expect(weekly).toContain("\n\n(A picture is missing here.)\n");
  const { out } = await stepback.run("show", freeId);
  expect(out).toContain("\n(A picture is missing here: the board again)\n");
  const check = await stepback.run("check", "--json");
  expect(JSON.parse(check.out)).toMatchObject({ ok: false });
  expect(check.out).toContain(`a text shows the picture ${board.sha256}, which is missing`);
});
