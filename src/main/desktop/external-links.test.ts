import { expect, test } from "vitest";
import { readExternalLink, shorten } from "./external-links.ts";

test.each([
  ["https://example.org/a?b#c", "page", "example.org"],
  ["http://example.org:8080/", "page", "example.org:8080"],
  ["https://EXAMPLE.org", "page", "example.org"],
  // Cyrillic а: shown as what it is.
  ["https://\u0430pple.com/", "page", "xn--pple-43d.com"],
  ["https:\\\\example.org\\@bank.example", "page", "example.org"],
  ["https://example.org/bank.example@", "page", "example.org"],
  ["mailto:ana@example.org?subject=Hello", "mail", "ana@example.org"],
])("%s may be opened", (text, kind, target) => {
  expect(readExternalLink(text)).toMatchObject({ kind, target });
});

test.each([
  "",
  "example.org",
  "//example.org",
  "https://",
  "https://bank.example@evil.example/",
  "https://:secret@evil.example/",
  "file:///etc/passwd",
  "smb://evil.example/share",
  "javascript:alert(1)",
  "data:text/html,hello",
  "ms-msdt:/id",
  "tel:123",
  "stepback://app/",
])("%j is never opened", (text) => expect(readExternalLink(text)).toBeNull());

test("a long address is shown by its beginning", () => {
  const address = `https://example.org/${"a".repeat(5000)}`;
  expect(shorten(address)).toHaveLength(301);
  expect(shorten(address).startsWith("https://example.org/")).toBe(true);
});
