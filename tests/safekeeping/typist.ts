import type { Page } from "@playwright/test";
import { ritualPage } from "../e2e/ritual-page.ts";
import type { Served } from "../helpers/loopback.ts";

/** A word that was typed, and when its last letter was. */
export interface TypedWord {
  word: string;
  /** In milliseconds, as `performance.now()` has it. */
  at: number;
}

/** Somebody who types one word after the other. */
export interface Typist {
  /** All that was typed so far; goes on growing. */
  typed: TypedWord[];
  /** Types on and on, until told to stop or until the page is gone. */
  typeOn(): Promise<void>;
  stop(): void;
}

/** Opens the week of a host that has a journal, up to the first prompt's empty editor. */
export async function beginToWrite(page: Page, host: Served): Promise<void> {
  await page.goto(host.url);
  const ritual = ritualPage(page);
  await ritual.begin();
  await ritual.answer.click();
}

/** Words that are each typed once, so that what a journal holds tells which of them came to it. */
export function typistAt(page: Page): Typist {
  const typed: TypedWord[] = [];
  const end = new AbortController();
  const typeOn = async (): Promise<void> => {
    while (!end.signal.aborted) {
      const word = `word${typed.length}`;
      try {
        // A quick writer; faster, and the browser would be measured instead.
        await page.keyboard.type(`${word} `, { delay: 5 });
      } catch {
        return;
      }
      typed.push({ word, at: performance.now() });
    }
  };
  return { typed, typeOn, stop: () => end.abort() };
}

/** The words that a journal's text lacks, each with how long before the end it was typed. */
export function lostWords(
  typed: readonly TypedWord[],
  text: string,
  end: number,
): { word: string; age: number }[] {
  const kept = new Set(text.split(/\s+/u));
  return typed
    .filter(({ word, at }) => at <= end && !kept.has(word))
    .map(({ word, at }) => ({ word, age: Math.round(end - at) }));
}
