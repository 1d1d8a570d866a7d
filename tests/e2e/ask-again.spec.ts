import type { Page } from "@playwright/test";
import { expect, type Host, test } from "./host.ts";
import { ritualPage } from "./ritual-page.ts";

const SILENCE = "Which silence did you fill this week?";

const earlier = (page: Page) => page.getByRole("complementary", { name: /^You answered this/ });
const text = (page: Page) => page.getByRole("textbox");
const quote = (page: Page) => text(page).locator("blockquote");

async function answer(host: Host, prompt: string, words: string, ...more: string[]) {
  return host.command("answer", prompt, await host.file(words), ...more);
}

/** How many entries there are, and the Markdown of the newest. */
async function entries(host: Host): Promise<{ total: number; entries: { id: string }[] }> {
  return (await host.command("list")) as { total: number; entries: { id: string }[] };
}

test("what was said earlier stands beside the week's question, and is quoted, by keyboard alone", async ({
  host,
}) => {
  await host.command("init");
  const page = await host.window();
  const ritual = ritualPage(page);
  await ritual.begin();
  await expect(text(page)).toBeFocused();
  await expect(page.getByText("You have not answered this before.")).toBeVisible();
  await page.keyboard.press("Alt+a");
  await expect(page.getByRole("list", { name: "Steps" })).toBeVisible();

  const { prompts } = (await host.command("weekly")) as { prompts: { id: string }[] };
  const week = ["--week", "2026-W38", "--date", "2026-09-18"];
  await answer(host, prompts[0]?.id ?? "", "The bank.\n\nI kept the *line* attached.", ...week);
  await page.reload();
  await expect(text(page)).toBeFocused();
  await page.keyboard.type("Less than then.");
  const shows = page.getByRole("button", { name: "Show earlier answers" });
  await expect(shows).toHaveAttribute("aria-expanded", "false");

  await test.step("beside: the older one left of the rule, in the place of the steps", async () => {
    await page.keyboard.press("Alt+a");
    await expect(earlier(page)).toContainText("You answered this once");
    await expect(earlier(page)).toContainText("Week 38, 18 September");
    await expect(page.getByText("Last answered nine weeks ago")).toBeVisible();
    await expect(page.getByRole("list", { name: "Steps" })).toHaveCount(0);
    await expect(text(page)).toBeFocused();
  });

  await test.step("quoted with its date, and one writes on below it", async () => {
    await page.keyboard.press("Alt+Enter");
    await expect(earlier(page).getByRole("button")).toBeFocused();
    await page.keyboard.press("Alt+Enter");
    await expect(quote(page).getByRole("paragraph")).toHaveText([
      "The bank.",
      "I kept the line attached.",
      "Week 38, 18 September 2026",
    ]);
    await expect(text(page)).toBeFocused();
    await page.keyboard.type("It is off now.");
    await expect(text(page).locator("> p").last()).toHaveText("It is off now.");
    await expect(page.getByText(/^Saved/)).toBeVisible();
  });

  await test.step("Esc: back to the reflection, then out of it", async () => {
    await page.keyboard.press("Escape");
    await expect(earlier(page)).toHaveCount(0);
    await expect(page.getByRole("list", { name: "Steps" })).toBeVisible();
    await expect(text(page)).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("button", { name: /^Go on/ })).toBeVisible();
  });
});

test("a prompt of the library is answered outside the week, and gone on with the same day", async ({
  host,
}) => {
  await host.command("init");
  const week = ["--week", "2026-W45", "--date", "2026-11-06"];
  await answer(host, "listening-04", "On the telephone.", ...week);
  const page = await host.window();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.goto(new URL("/prompts/listening-04", page.url()).href);
  const row = page.getByRole("button", { name: SILENCE });
  await expect(row).toBeFocused();

  await test.step("nothing is left behind where nothing is written", async () => {
    await page.keyboard.press("a");
    await expect(text(page)).toBeFocused();
    await expect(earlier(page)).toContainText("On the telephone.");
    await page.keyboard.press("Escape");
    await expect(row).toBeFocused();
    expect((await entries(host)).total).toBe(1);
  });

  await test.step("the first words make an entry of today", async () => {
    await page.keyboard.press("a");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(SILENCE);
    await expect(text(page)).toBeFocused();
    await page.keyboard.type("At the door.");
    await expect(page.getByText(/^Saved/)).toBeVisible();
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(row).toBeFocused();
    await expect(page.getByText(/^Answered twice/)).toBeVisible();
    const { total, entries: listed } = await entries(host);
    expect(total).toBe(2);
    expect(await host.command("show", listed[0]?.id ?? "")).toMatchObject({
      kind: "free",
      date: "2026-11-20",
      sections: [{ prompt: { id: "listening-04", text: SILENCE }, words: 3 }],
    });
  });

  await test.step("what is selected of an answer is quoted alone", async () => {
    await page.keyboard.press("a");
    await expect(text(page)).toHaveText("At the door.");
    await expect(text(page)).toBeFocused();
    await earlier(page)
      .getByText("On the telephone.")
      .dblclick({ position: { x: 40, y: 8 } });
    await page.keyboard.press("Alt+Enter");
    await expect(quote(page).getByRole("paragraph").first()).toHaveText("the");
    await expect(page.getByText(/^Saved/)).toBeVisible();
    expect((await entries(host)).total).toBe(2);
  });
});

test("a question about one person is chosen and answered, with what was said of them beside", async ({
  host,
}) => {
  await host.command("init");
  const date = ["--date", "2026-09-02"];
  await answer(host, "openness-07", "That it is late.", "--with", "Ana R.", ...date);
  await answer(host, "openness-07", "That I do not read it.", "--with", "Devin", ...date);
  const page = await host.window();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.goto(new URL("/prompts/openness-07", page.url()).href);
  await page.getByRole("button", { name: /^What have you been softening/ }).waitFor();
  await page.keyboard.press("a");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("About whom?");
  await expect(page.getByRole("link", { name: "Ana R." })).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const question = "What have you been softening or leaving out when you talk with Devin?";
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(question);
  await expect(earlier(page)).toContainText("That I do not read it.");
  await expect(earlier(page)).not.toContainText("That it is late.");
  await expect(text(page)).toBeFocused();
  await page.keyboard.type("Less.");
  await expect(page.getByText(/^Saved/)).toBeVisible();

  // From the person's page: a question of theirs, or any other.
  await page.goto(page.url().replace(/\/answer\/[^/]*$/, ""));
  await page.getByRole("link", { name: question }).first().waitFor();
  await expect(page.getByRole("article")).toBeFocused();
  await page.keyboard.press("a");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "What do you want to ask yourself about Devin?",
  );
  await expect(
    page
      .getByRole("listitem")
      .filter({ hasText: "softening" })
      .getByText(/Answered twice/),
  ).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: question }).first().press("Enter");
  await expect(text(page)).toHaveText("Less.");
  await expect(earlier(page)).toContainText("That I do not read it.");

  await test.step("somebody who has no page yet gets one", async () => {
    await page.goto(new URL("/prompts/openness-07/answer", page.url()).href);
    const name = page.getByRole("combobox", { name: "Somebody else" });
    await name.fill("Marta");
    await page.getByRole("option", { name: "New page for “Marta”" }).waitFor();
    await name.press("Enter");
    await page.getByRole("option").waitFor({ state: "detached" });
    await name.press("Enter");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/talk with Marta\?$/);
    await expect(text(page)).toBeFocused();
  });
});

test("an answer that another window has begun is gone on with, or shown in place of one's own", async ({
  host,
}) => {
  await host.command("init");
  const page = await host.window();
  await page.getByRole("heading", { level: 1 }).waitFor();
  const address = new URL("/prompts/listening-04/answer", page.url()).href;
  await page.goto(address);
  await expect(text(page)).toBeFocused();
  const other = await page.context().newPage();
  await other.goto(address);
  await expect(text(other)).toBeFocused();
  // The other window does not hear of it before it writes.
  await other.route("**/rpc/prompts/toAnswer", (route) => route.abort());
  await page.bringToFront();
  await page.keyboard.type("The first words.");
  await expect(page.getByText(/^Saved/)).toBeVisible();
  await other.bringToFront();
  await text(other).focus();
  await other.keyboard.type("Later words.");
  await expect(other.getByText(/^Not saved yet/).first()).toBeVisible();
  await expect(text(other)).toHaveText("Later words.");
  await other.unroute("**/rpc/prompts/toAnswer");
  await other.getByRole("button", { name: "Show what is there" }).click();
  await expect(text(other)).toHaveText("The first words.");
  expect((await entries(host)).total).toBe(1);
});
