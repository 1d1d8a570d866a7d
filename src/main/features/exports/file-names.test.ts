import { describe, expect, it } from "vitest";
import { FileNames } from "./file-names.ts";

describe("the file of a picture", () => {
  const sha256 = (last: string): string => "3fa9c1d20b77".padEnd(63, "0") + last;
  const picture = (name: string, last = "0") =>
    ({ sha256: sha256(last), name, type: "image/jpeg" }) as const;

  it.each([
    ["whiteboard.jpg", "attachments/3fa9c1d20b77-whiteboard.jpg"],
    ["a.b c.jpeg", "attachments/3fa9c1d20b77-a.b c.jpeg"],
    ["", "attachments/3fa9c1d20b77.jpeg"],
  ])("named %j is %s", (name, file) => {
    expect(new FileNames().nameForPicture(picture(name))).toBe(file);
  });

  it("is the same for the same picture, and never that of another, ignoring case", () => {
    const names = new FileNames();
    const first = names.nameForPicture(picture("Board.jpg"));
    expect(names.nameForPicture(picture("Board.jpg"))).toBe(first);
    expect(names.nameForPicture(picture("bOARD.JPG", "1"))).toBe(
      "attachments/3fa9c1d20b77-bOARD-2.JPG",
    );
    expect(names.nameForPicture(picture("board.jpg", "2"))).toBe(
      "attachments/3fa9c1d20b77-board-3.jpg",
    );
  });

  it("is at most 120 bytes, also with a number", () => {
    const names = new FileNames();
    const name = `${"é".repeat(51)}.jpeg`;
    expect(Buffer.byteLength(name)).toBe(107);
    for (const last of ["0", "1"]) {
      const file = names.nameForPicture(picture(name, last)).slice("attachments/".length);
      expect(Buffer.byteLength(file)).toBeLessThanOrEqual(120);
      expect(file.endsWith(".jpeg")).toBe(true);
    }
  });
});
