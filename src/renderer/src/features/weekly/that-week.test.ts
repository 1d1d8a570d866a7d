import { expect, it } from "vitest";
import { textToDocument } from "../../../../shared/document/plain-text.ts";
import { isNamedIn, passageFor } from "./that-week.ts";

const texts = [
  "Jonas asks well when he is given time. I have not been giving it. The bank rang.",
  "Four seconds, perhaps.",
].map(textToDocument);

it("finds the passage that has most in common with a commitment, with the sentence after it", () => {
  expect(passageFor("If Jonas has not asked, I leave it with him", texts)).toBe(
    "Jonas asks well when he is given time. I have not been giving it.",
  );
});

it("gives the end of what was written where nothing is in common, and nothing of no text", () => {
  expect(passageFor("write the plan", texts)).toBe("Four seconds, perhaps.");
  expect(passageFor("write the plan", [])).toBeNull();
  expect(passageFor("write", [textToDocument("")])).toBeNull();
});

it("knows a person by the first name, as a whole word", () => {
  expect(isNamedIn("Jonas Lindqvist", "leave it with Jonas.")).toBe(true);
  expect(isNamedIn("Ana R", "an analysis")).toBe(false);
});
