import { expect, test } from "vitest";
import { mendLine, mendText } from "./mend-text.ts";

test.each([
  ["lone surrogates", "a\ud800b\udc00c", "a\ufffdb\ufffdc"],
  ["whole pairs stay", "😀𝒳", "😀𝒳"],
  ["NUL and other C0 controls", "a\u0000b\u0001\u000b\u000c\u001bc", "abc"],
  ["DEL and C1 controls", "a\u007fb\u0085\u009fc", "abc"],
  ["tab and line feed stay", "a\tb\nc", "a\tb\nc"],
  ["line ends", "a\r\nb\rc\n\rd", "a\nb\nc\n\nd"],
  ["line and paragraph separators stay", "a\u2028b\u2029c", "a\u2028b\u2029c"],
  ["noncharacters", "a\ufffeb\ufdd0c\u{1ffff}", "a\ufffdb\ufffdc\ufffd"],
  [
    "joiners, marks, direction and byte order marks stay",
    "\ufeff\u200d\u0301\u202e",
    "\ufeff\u200d\u0301\u202e",
  ],
])("%s", (_name, text, mended) => {
  expect(mendText(text)).toBe(mended);
  expect(mendText(mended)).toBe(mended);
});

test.each([
  ["line ends, tabs and separators become one space", "a\r\n\tb\u2028c\u00a0 d", "a b c d"],
  ["space at the edges goes", " \n a \u3000", "a"],
  ["what text may not hold goes", "a\u0000\ud800", "a\ufffd"],
  ["nothing but space is nothing", " \u2003\n", ""],
])("%s", (_name, text, line) => {
  expect(mendLine(text)).toBe(line);
  expect(mendLine(line)).toBe(line);
});
