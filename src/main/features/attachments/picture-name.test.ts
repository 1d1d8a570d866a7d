import { expect, it } from "vitest";
import { pictureName } from "./picture-name.ts";

it.each([
  ["whiteboard.png", "whiteboard.png"],
  ["Board Photo.PNG", "Board Photo.PNG"],
  ["", ""],
  [" . ", ""],
  ["../../etc/passwd", "passwd.png"],
  ["C:\\Users\\me\\board.png", "board.png"],
  ['a:b<c>|?*".png', "a-b-c-----.png"],
  ["photo\u202egnp.exe", "photognp.exe.png"],
  ["\u200b\u2066board\ufeff.png", "board.png"],
  ["board.jpg", "board.jpg.png"],
  ["board.png. .", "board.png"],
  [".png", "png.png"],
  ["CON.png", "CON-.png"],
  ["com¹.tar.png", "com¹-.tar.png"],
  ["console.png", "console.png"],
  ["a\u0000b\nc\ud800.png", "ab c\ufffd.png"],
  ["Zoe\u0308.png", "Zoë.png"],
])("%j is kept as %j", (name, kept) => {
  expect(pictureName(name, "image/png")).toBe(kept);
});

it("is at most 107 bytes, cut between letters, with its ending", () => {
  for (const letter of ["a", "é", "日", "👨‍👩‍👧"]) {
    const name = pictureName(`${letter.repeat(200)}.jpeg`, "image/jpeg");
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(107);
    expect(Buffer.byteLength(name)).toBeGreaterThan(90);
    expect(name.endsWith(".jpeg")).toBe(true);
    expect(pictureName(name, "image/jpeg")).toBe(name);
  }
});
