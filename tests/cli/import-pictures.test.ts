/** Pictures of an import: only those inside the folder, only what is a picture, and none lost unsaid. */
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { madeGif, madePng } from "../../src/main/features/attachments/made-pictures.test-helper.ts";
import { commandLine, jsonOf } from "../helpers/command-line.ts";
import { withServices } from "../helpers/fill-journal.ts";
import { temporaryFolder } from "../helpers/temporary-folder.ts";

const home = temporaryFolder();
const first = commandLine({ home });
const whole = join(home, "whole");
const BOARD = madePng();

interface Exported {
  entries: { id: string }[];
  attachments: { file: string }[];
}

let entryId: string;
let file: string;

beforeAll(async () => {
  await first.json("init");
  await withServices(join(home, "journal"), ({ attachments, entries }) => {
    const { sha256 } = attachments.keep({ name: "board.png", data: BOARD });
    const picture = { type: "picture", attrs: { attachment: sha256, alt: "the board" } };
    entryId = entries.write({
      title: "Shown",
      tags: [],
      starred: false,
      document: {
        type: "doc",
        content: [{ type: "paragraph", content: [{ type: "text", text: "See " }, picture] }],
      },
    }).id;
  });
  await first.json("export", "--to", whole);
  const { attachments } = JSON.parse(
    readFileSync(join(whole, "stepback.json"), "utf8"),
  ) as Exported;
  file = attachments[0]?.file ?? "";
  writeFileSync(join(home, basename(file)), BOARD);
});

let journals = 0;

/** A copy of the export that was changed by hand, and what a new journal makes of it. */
async function imported(change: (folder: string) => void, ...options: string[]) {
  journals += 1;
  const folder = join(home, `copy-${journals}`);
  cpSync(whole, folder, { recursive: true });
  change(folder);
  const line = commandLine({ home, journal: join(home, `journal-${journals}`) });
  await line.json("init");
  const run = await line.run("import", folder, "--json", ...options);
  const { out: text } = await line.run("show", entryId);
  expect(await line.json("check")).toEqual({ ok: true, problems: [] });
  return { ...line, folder, run, report: JSON.parse(run.out) as object, text };
}

/** Gives the picture of stepback.json another place. */
const placedAt = (place: string) => (folder: string) => {
  const name = join(folder, "stepback.json");
  writeFileSync(
    name,
    readFileSync(name, "utf8").replace(JSON.stringify(file), JSON.stringify(place)),
  );
};

const replacedBy = (bytes: Uint8Array) => (folder: string) =>
  writeFileSync(join(folder, file), bytes);

describe("from stepback.json", () => {
  test.each<[string, (folder: string) => void]>([
    ["is missing", (folder) => rmSync(join(folder, file))],
    ["has other bytes", replacedBy(madeGif(2, 2))],
    ["is above the folder", (folder) => placedAt(`../${basename(file)}`)(folder)],
  ])("a picture that %s is words at its place, and that is told", async (_, change) => {
    const { run, report, text } = await imported(change);
    expect(report).toMatchObject({ added: 1, skipped: [], attachments: 0 });
    expect(run.err).toBe(
      "2026-11-20 Shown: A picture of it is missing or damaged. Its place says so.\n",
    );
    expect(text).toContain("\nSee (A picture is missing here: the board)\n");
  });

  test("a journal that has the picture needs none in the export", async () => {
    const { json } = await imported(() => undefined);
    const folder = join(home, "without");
    cpSync(whole, folder, { recursive: true });
    rmSync(join(folder, "attachments"), { recursive: true });
    expect(await json("import", folder)).toMatchObject({ alreadyHere: 1, skipped: [] });
    await json("delete", entryId);
    expect(await json("import", folder)).toMatchObject({ added: 0, skipped: [{}] });
  });

  test("the same picture is kept once", async () => {
    const { json, folder } = await imported(() => undefined);
    const name = join(folder, "stepback.json");
    const other = `${entryId.slice(0, -1)}${entryId.endsWith("0") ? "1" : "0"}`;
    const text = readFileSync(name, "utf8").replaceAll(entryId, other);
    // Its section, too, has an id of its own.
    writeFileSync(name, text.replace(/("sections":\[\{"id":"01)./u, "$10"));
    expect(await json("import", folder)).toMatchObject({ added: 1, attachments: 0 });
  });
});

test("from Markdown: pictures beside the text are taken in, and all others stay words", async () => {
  const lines = [
    "near/b%20c.png",
    "../../../BOARD",
    "https://example.org/BOARD",
    "../../linked.png",
  ];
  const { run, text } = await imported(
    (folder) => {
      const pictures = lines.map((line) => `![x](${line.replace("BOARD", basename(file))})`);
      mkdirSync(join(folder, "entries/2026/near"));
      writeFileSync(join(folder, "entries/2026/near/b c.png"), BOARD);
      symlinkSync(join(home, basename(file)), join(folder, "linked.png"));
      const name = join(folder, "entries/2026/2026-11-20-shown.md");
      writeFileSync(name, `${readFileSync(name, "utf8")}\n${pictures.join("\n\n")}\n`);
    },
    "--from",
    "markdown",
  );
  expect(jsonOf(run)).toMatchObject({ added: 1, skipped: [], attachments: 1 });
  const [shown, near, ...others] = text.split("\n\n").slice(-lines.length - 1);
  expect(shown).toMatch(/^See !\[the board\]\(attachments\/[0-9a-f]{12}-board\.png\)$/u);
  expect(near).toMatch(/^!\[x\]\(attachments\/[0-9a-f]{12}-board\.png\)$/u);
  expect(others.filter((line) => line.startsWith("![x\\]("))).toHaveLength(3);
});
