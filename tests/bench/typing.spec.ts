import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../e2e/host.ts";
import { ritualPage } from "../e2e/ritual-page.ts";

/*
 * Bar 10: typing in a section of 20,000 words, from the key to the paint, against a bare
 * contenteditable with the same text in the same run. Rounds alternate, because machines drift.
 */

const WORDS = 20_000;
const WORDS_IN_A_PARAGRAPH = 80;
const ROUNDS = 9;
const KEYS_IN_A_ROUND = 60;

const VOCABULARY =
  "the order was closed by the time I reached the car park and they had split it across two lines which I would not have done".split(
    " ",
  );

function paragraphs(): string[] {
  return Array.from({ length: WORDS / WORDS_IN_A_PARAGRAPH }, (_paragraph, paragraph) =>
    Array.from(
      { length: WORDS_IN_A_PARAGRAPH },
      (_word, word) => VOCABULARY[(paragraph * 7 + word) % VOCABULARY.length],
    ).join(" "),
  );
}

/** Notes for each key how long it took until its frame was painted, in milliseconds. */
async function watchKeys(page: Page): Promise<void> {
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(globalThis, { keyTimes: times });
    const { port1, port2 } = new MessageChannel();
    const begun: number[] = [];
    port1.addEventListener("message", () => {
      const now = performance.now();
      for (const start of begun.splice(0)) times.push(now - start);
    });
    port1.start();
    window.addEventListener(
      "keydown",
      ({ timeStamp }) => {
        begun.push(timeStamp);
        // The message comes after the frame that the callback runs before.
        requestAnimationFrame(() => port2.postMessage(null));
      },
      { capture: true },
    );
  });
}

async function typeRound(page: Page, text: Locator): Promise<number[]> {
  await page.bringToFront();
  await text.focus();
  await page.evaluate(() => (globalThis as unknown as { keyTimes: number[] }).keyTimes.splice(0));
  await page.keyboard.type(
    "and then I waited for the next word to come and it ".repeat(2).slice(0, KEYS_IN_A_ROUND),
    {
      delay: 35,
    },
  );
  await page.waitForTimeout(100);
  return page.evaluate(() => (globalThis as unknown as { keyTimes: number[] }).keyTimes.splice(0));
}

/** Goes to the section from the one beside it. @returns the milliseconds until it is painted. */
async function openSection(page: Page): Promise<number> {
  await page.goto(new URL("/week/2026-W47/write/2", page.url()).href);
  await page.getByRole("textbox").waitFor();
  return page.evaluate(async () => {
    const link = document.querySelector<HTMLElement>(".steps ol a");
    const start = performance.now();
    link?.click();
    while ((document.querySelector(".ProseMirror")?.textContent?.length ?? 0) < 50_000) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
    return performance.now() - start;
  });
}

/** The same text with the same look, and nothing else. */
async function openBare(ours: Page, texts: string[]): Promise<Page> {
  const page = await ours.context().newPage();
  await page.goto(new URL("/", ours.url()).href);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.evaluate((all) => {
    document.body.innerHTML = `<main class="ritual-main"><div class="editor"><div class="body"><div class="bare" role="textbox" contenteditable="true" spellcheck="true">${all.map((one) => `<p>${one}</p>`).join("")}</div></div></div></main>`;
  }, texts);
  return page;
}

/** Puts the caret after the first words of the paragraph in the middle. */
async function placeCaret(page: Page, text: Locator): Promise<void> {
  await text.focus();
  await text.evaluate((element) => {
    const paragraph = element.children[Math.floor(element.children.length / 2)];
    const words = paragraph?.firstChild;
    if (!paragraph || !words) throw new Error("no paragraph in the middle");
    paragraph.scrollIntoView({ block: "center" });
    getSelection()?.collapse(words, 20);
  });
  await page.waitForTimeout(300);
}

function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

const median = (values: readonly number[]): number => quantile(values, 0.5);
const written = (time: number): string => time.toFixed(1).padStart(6);

test("typing in 20,000 words", async ({ host }) => {
  const texts = paragraphs();
  const page = await host.window();
  await ritualPage(page).openNotebook();
  await ritualPage(page).begin();
  await page.getByRole("textbox").evaluate((element, all) => {
    const data = new DataTransfer();
    data.setData("text/plain", all.join("\n\n"));
    element.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, texts);
  await page.getByText(/^Saved/).waitFor();
  const opened = await openSection(page);
  const ours = { page, text: page.getByRole("textbox") };
  const barePage = await openBare(page, texts);
  const bare = { page: barePage, text: barePage.locator(".bare") };
  for (const side of [ours, bare]) {
    await watchKeys(side.page);
    await side.page.bringToFront();
    await placeCaret(side.page, side.text);
    await typeRound(side.page, side.text);
  }

  const rounds = { ours: [] as number[][], bare: [] as number[][] };
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.ours.push(await typeRound(ours.page, ours.text));
    rounds.bare.push(await typeRound(bare.page, bare.text));
  }
  for (const times of [...rounds.ours, ...rounds.bare]) expect(times.length).toBe(KEYS_IN_A_ROUND);

  const lines = [`opening the section: ${Math.round(opened)} ms`];
  for (const [name, part, bar] of [
    ["p50", 0.5, 1.25],
    ["p95", 0.95, 1.15],
  ] as const) {
    const of = (side: number[][]): number => median(side.map((times) => quantile(times, part)));
    // Pairs of one round, so that a slow minute is on both sides.
    const ratio = median(
      rounds.ours.map(
        (times, round) => quantile(times, part) / quantile(rounds.bare[round] ?? [], part),
      ),
    );
    lines.push(
      `${name}: editor ${written(of(rounds.ours))} ms, bare ${written(of(rounds.bare))} ms, ratio ${ratio.toFixed(2)} (bar ${bar})`,
    );
  }
  console.log(
    `\nTyping, key to paint, ${WORDS} words, ${ROUNDS} rounds of ${KEYS_IN_A_ROUND} keys\n${lines.join("\n")}`,
  );
});
