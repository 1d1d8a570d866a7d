/** Names of exported files: legal on every system, never colliding, and none of the entries is missing. */
import { mkdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { commandLine } from "../helpers/command-line.ts";
import { fillJournal } from "../helpers/fill-journal.ts";
import { filesIn, temporaryFolder } from "../helpers/temporary-folder.ts";

const home = temporaryFolder();
const UNTITLED = 40;

/** Titles, and what the file's name is to be, between the day and `.md`; null: only its rules hold. */
const TITLES: [title: string, name: string | null][] = [
  ["CON", "con"],
  ["nul.txt", "nul-txt"],
  ["COM1", "com1"],
  ["LPT\u00B9", null],
  ["a/b", "a-b"],
  ["a\\b", "a-b-2"],
  ["x.", "x"],
  ["x ", "x-2"],
  ["x", "x-3"],
  ["X", "x-4"],
  ["x-2", "x-2-2"],
  ["../../../etc/passwd", "etc-passwd"],
  ["C:\\Windows\\x", "c-windows-x"],
  [".hidden", "hidden"],
  ["-rf", "rf"],
  ["~", "untitled"],
  ["..", "untitled-2"],
  [".", "untitled-3"],
  ['?*<>|":', "untitled-4"],
  ["\u{1F9D1}\u200D\u{1F33E}\u{1F3FD}", "untitled-5"],
  ["\u2764\uFE0F", "untitled-6"],
  ["\u200B\u2060", "untitled-7"],
  ["untitled", "untitled-8"],
  ["one\ntwo", "one-two"],
  ["caf\u00E9", "caf\u00E9"],
  ["cafe\u0301", "caf\u00E9-2"],
  ["CAFE\u0301", "caf\u00E9-3"],
  ["\uFB01sh \uFF21", "\uFB01sh-\uFF41"],
  ["fish a", "fish-a-2"],
  ["STRASSE", "strasse"],
  ["Stra\u00DFe", "stra\u00DFe-2"],
  ["\u03BF\u03C3", "\u03BF\u03C3"],
  ["\u03BF\u03C2", "\u03BF\u03C2-2"],
  ["\u0130stanbul", null],
  ["\u202Egpj.exe", "gpj-exe"],
  ["\u05E9\u05DC\u05D5\u05DD", "\u05E9\u05DC\u05D5\u05DD"],
  ["\u65E5\u672C\u8A9E".repeat(100), null],
  ["word ".repeat(80), null],
  ["x".repeat(400), null],
  ["x".repeat(401), null],
  ["\u{1F600}".repeat(400), "untitled-9"],
  [`z${"\u0301".repeat(1000)}`, null],
  ["a\u{20E3}".repeat(60), null],
];

let names: string[];
let path: string;

beforeAll(async () => {
  const { json } = commandLine({ home });
  await json("init");
  const untitled = Array.from({ length: UNTITLED }, () => "");
  const titles = [...TITLES.map(([title]) => title), ...untitled];
  await fillJournal(
    join(home, "journal"),
    titles.map((title, index) => ({ title, text: `Text of number ${index}.` })),
  );
  path = join(home, "exported");
  const exported = await json("export", "--to", path);
  expect(exported).toMatchObject({ entries: titles.length, files: titles.length + 2 });
  names = filesIn(join(path, "entries"));
});

test("every entry has its file, with its own text", () => {
  expect(names).toHaveLength(TITLES.length + UNTITLED);
  const texts = names.map(
    (name) =>
      /Text of number \d+\.\n$/u.exec(readFileSync(join(path, "entries", name), "utf8"))?.[0],
  );
  expect(new Set(texts).size).toBe(TITLES.length + UNTITLED);
});

test("the name is made of the title, in the order in which they were written", () => {
  const byText = new Map(
    names.map((name) => {
      const file = readFileSync(join(path, "entries", name), "utf8");
      return [/Text of number (\d+)\./u.exec(file)?.[1], name];
    }),
  );
  const found = TITLES.map(([title], index) => [title, byText.get(String(index))]);
  const expected = TITLES.map(([title, name], index) => [
    title,
    name === null ? byText.get(String(index)) : `2026/2026-11-20-${name}.md`,
  ]);
  expect(found).toEqual(expected);
});

test("every name is legal on Windows, macOS and Linux", () => {
  for (const name of names.map((file) => basename(file))) {
    expect(Buffer.byteLength(name), name).toBeLessThanOrEqual(120);
    expect(name.normalize("NFC")).toBe(name);
    expect(name).toMatch(/^2026-11-20[^\p{C}\p{Z}<>:"/\\|?*]*\.md$/u);
    expect(name).not.toMatch(/[-. ]\.md$|\uFFFD/u);
    // Windows takes these names for devices, whatever follows the first dot.
    expect(name.split(".")[0]).not.toMatch(
      /^(?:con|prn|aux|nul|(?:com|lpt)[\d\u00B9\u00B2\u00B3])$/iu,
    );
  }
});

test("none is the other when case and Unicode form are ignored", () => {
  const folded = (name: string): string =>
    name.normalize("NFKD").toUpperCase().toLowerCase().normalize("NFKC");
  expect(new Set(names.map(folded)).size).toBe(names.length);
  // Of these titles many would be: the names had to be made different.
  expect(new Set(TITLES.map(([title]) => folded(title))).size).toBeLessThan(TITLES.length);
  // And on this very disk they are different files, also in a folder that is made of them here.
  const shadow = join(home, "shadow");
  mkdirSync(shadow);
  for (const name of names) mkdirSync(join(shadow, basename(name)));
});
