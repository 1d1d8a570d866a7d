import { expect, test } from "vitest";
import { aboutSoMany } from "./about-words.ts";
import { messages } from "./messages.ts";

test.each([
  [5, "ten"],
  [14, "ten"],
  [57, "sixty"],
  [95, "one hundred"],
  [104, "one hundred"],
  [106, "one hundred and ten"],
  [191, "one hundred and ninety"],
  [195, "two hundred"],
  [204, "two hundred"],
  [206, "210"],
  [1234, "1230"],
])("%i words are about %s", (words, said) => {
  expect(aboutSoMany(words)).toBe(said);
});

test("what is missing is said as exactly as it is known", () => {
  expect(messages.passageMissing(57)).toBe("About sixty words are missing here.");
  expect(messages.passageMissing(3)).toBe("A few words are missing here.");
  expect(messages.passageMissing(null)).toBe("A passage is missing here.");
});
