import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PICTURE_BYTES } from "../../../shared/contract/attachments.ts";
import { PictureFiles } from "./picture-files.ts";

const BYTES = Buffer.from("a picture");
const SHA256 = createHash("sha256").update(BYTES).digest("hex");

let home: string;
let pictures: PictureFiles;

beforeAll(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), "stepback-test-")));
  const folder = join(home, "folder");
  mkdirSync(join(folder, "entries", "near"), { recursive: true });
  mkdirSync(join(folder, "attachments"));
  const place = (...parts: string[]) => writeFileSync(join(home, ...parts), BYTES);
  place("outside.png");
  place("folder", "entries", "near", "b c.png");
  place("folder", "attachments", "3fa9c1d20b77-board.png");
  place("folder", "attachments", "3fa9c1d20b77.png");
  writeFileSync(join(folder, "program.png"), "<svg onload=alert(1)>");
  writeFileSync(join(folder, "large.png"), Buffer.alloc(PICTURE_BYTES + 1));
  symlinkSync(join(home, "outside.png"), join(folder, "link.png"));
  symlinkSync(home, join(folder, "up"));
  pictures = new PictureFiles(folder, (bytes) => bytes.equals(BYTES));
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

describe("a picture in a Markdown file of the folder entries", () => {
  it.each([
    ["near/b%20c.png", "b c.png"],
    ["./near/../near/b%20c.png", "b c.png"],
    ["../attachments/3fa9c1d20b77-board.png", "board.png"],
    ["../attachments/3fa9c1d20b77.png", ""],
  ])("at %s is found, with its name", (address, name) => {
    const found = pictures.findAt(address, "entries/a.md");
    expect(found).toMatchObject({ sha256: SHA256, name });
  });

  it.each([
    "../../outside.png",
    "../../folder/attachments/3fa9c1d20b77.png",
    "..%2F..%2Foutside.png",
    "..\\..\\outside.png",
    "/attachments/3fa9c1d20b77.png",
    "//example.org/outside.png",
    "https://example.org/outside.png",
    "file:///etc/passwd",
    "data:image/png;base64,AAAA",
    "../link.png",
    "../up/outside.png",
    "../program.png",
    "../large.png",
    "../attachments",
    "nowhere.png",
    `${"x".repeat(5000)}.png`,
    "%00",
    "%",
    ".",
    "",
  ])("at %j is none", (address) => {
    expect(pictures.findAt(address, "entries/a.md")).toBeNull();
  });
});

describe("a picture that an export names", () => {
  it("is found at its place", () => {
    const found = pictures.find("attachments/3fa9c1d20b77-board.png");
    expect([found?.sha256, basename(found?.file ?? "")]).toEqual([
      SHA256,
      "3fa9c1d20b77-board.png",
    ]);
  });

  it.each(["", "/etc/passwd", "../outside.png", "a/../../outside.png", "link.png", "a\0b"])(
    "and is not, at %j",
    (path) => {
      expect(pictures.find(path)).toBeNull();
    },
  );
});
