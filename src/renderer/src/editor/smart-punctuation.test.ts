import { expect, test } from "vitest";
import { smartPunctuation } from "./smart-punctuation.ts";

/** What stands on the page after these keys. */
function typed(keys: string): string {
  let text = "";
  for (const key of keys) {
    const replacement = smartPunctuation(text, key);
    text =
      replacement === null
        ? text + key
        : text.slice(0, text.length - replacement.before) + replacement.text;
  }
  return text;
}

test.each([
  [`"yes"`, "“yes”"],
  [`He said "yes", and "no".`, "He said “yes”, and “no”."],
  [`it's Jonas' turn`, "it’s Jonas’ turn"],
  [`"'Wait,' she said"`, "“‘Wait,’ she said”"],
  [`'She said "wait"'`, "‘She said “wait”’"],
  [`("so") ["so"] {'so'}`, "(“so”) [“so”] {‘so’}"],
  [`"so"--'so'`, "“so”–‘so’"],
  [`'tis late`, "’tis late"],
  [`Ask 'em, 'twas so.`, "Ask ’em, ’twas so."],
  [`'tis`, "‘tis"],
  [`rock 'n' roll`, "rock ’n’ roll"],
  [`the '90s`, "the ’90s"],
  [`the 1990's`, "the 1990’s"],
  [`5'10" tall`, "5′10″ tall"],
  [`"He is 5'10" tall"`, "“He is 5′10″ tall”"],
  [`a 12" pipe`, "a 12″ pipe"],
  [`"since 1990"`, "“since 1990”"],
  [`'since 1990'`, "‘since 1990’"],
  [`2019--2020`, "2019–2020"],
  [`so--then`, "so–then"],
  [`so---then`, "so—then"],
  [`-- then`, "– then"],
  [`--`, "--"],
  [`----`, "----"],
  [`wait...`, "wait…"],
  [`wait....`, "wait…."],
  [`../..`, "../.."],
  ["`it's`", "`it's`"],
  [`https://example.org/it's--so...`, "https://example.org/it's--so..."],
  [`well-known`, "well-known"],
])("%s", (keys, expected) => {
  expect(typed(keys)).toBe(expected);
});
