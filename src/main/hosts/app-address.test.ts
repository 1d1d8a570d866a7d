import { describe, expect, test } from "vitest";
import { appPathOf, isOurPage } from "./app-address.ts";

describe("appPathOf", () => {
  test.each([
    ["stepback://app/", "/"],
    ["stepback://app", ""],
    ["stepback://app/weeks/2026-W47?step=write#top", "/weeks/2026-W47"],
    ["stepback://app/a%2e%2fb", "/a%2e%2fb"],
    ["STEPBACK://app/", "/"],
  ])("%s is the page's", (address, path) => expect(appPathOf(address)).toBe(path));

  test.each([
    "",
    "stepback:",
    "stepback:app/",
    "stepback:///app/",
    "stepback://App/",
    "stepback://app.example/",
    "stepback://apple/",
    "stepback://app:80/",
    "stepback://evil@app/",
    "stepback://app@evil/",
    "stepback2://app/",
    "https://app/",
    "https://example.org/stepback://app/",
    "file:///app/",
    "about:blank",
    "data:text/html,hello",
    "blob:stepback://app/1",
  ])("%j is not", (address) => expect(appPathOf(address)).toBeNull());
});

describe("isOurPage", () => {
  const contents = { id: 1 };
  const frame = { url: "stepback://app/today", parent: null };

  test("control: our window's main frame at our address", () => {
    expect(isOurPage({ sender: contents, senderFrame: frame }, contents)).toBe(true);
  });

  test.each([
    ["another window", { sender: { id: 1 }, senderFrame: frame }],
    ["a frame inside the page", { sender: contents, senderFrame: { ...frame, parent: frame } }],
    ["another page", { sender: contents, senderFrame: { ...frame, url: "https://example.org/" } }],
    ["an empty page", { sender: contents, senderFrame: { ...frame, url: "" } }],
    ["a frame that is gone", { sender: contents, senderFrame: null }],
  ])("%s is refused", (_, message) => expect(isOurPage(message, contents)).toBe(false));
});
