import { expect, test } from "./host.ts";
import { fillJournal } from "./views.ts";

interface Listed {
  total: number;
  entries: { id: string; kind: string; title: string; words: number; starred: boolean }[];
}

test("an entry is written in place, and what is emptied stays under the hands", async ({
  host,
}) => {
  await fillJournal(host);
  const page = await host.window();
  await page.getByRole("link", { name: "Timeline" }).click();
  await page.getByRole("link", { name: /Leaving the room/ }).click();
  await page.getByRole("button", { name: "Edit" }).click();
  const answer = page.getByRole("textbox", { name: /^Which task did you keep/ });
  await answer.fill("Somebody else has it now.");
  const other = page.getByRole("textbox", { name: /^What did you hand over/ });
  await other.fill("");
  await expect(page.getByText(/^Saved/)).toBeVisible();
  // The entry has been read anew by then, without the section that is empty.
  await page.waitForTimeout(1500);
  await expect(other).toBeVisible();
  await other.fill("All of it.");
  await expect(page.getByText(/^Saved/)).toBeVisible();
  await page.getByRole("button", { name: "Done" }).click();
  const article = page.getByRole("article");
  await expect(article).toContainText("All of it.");
  await expect(article).toContainText("Somebody else has it now.");
  await expect(article).not.toContainText("I left the production meeting");

  // Done was one step back, so the way back leads to where one came from.
  await page.keyboard.press("ControlOrMeta+]");
  await expect(page).toHaveURL(/\/edit$/);
  await page.keyboard.press("ControlOrMeta+[");
  await page.keyboard.press("ControlOrMeta+[");
  await expect(page).toHaveURL(/\/timeline$/);
});

test("a title is saved as it is typed, and kept when the window is killed", async ({ host }) => {
  await host.command("init");
  const page = await host.window();
  await page.getByRole("link", { name: "Timeline" }).click();
  await page.getByRole("button", { name: "New", exact: true }).click();
  await page.getByRole("textbox", { name: "Title" }).fill("On leaving");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Slowly.");
  await expect(page.getByText(/^Saved/)).toBeVisible();
  await host.kill();
  const { entries } = (await host.command("list")) as Listed;
  expect(entries).toMatchObject([{ kind: "free", title: "On leaving", words: 1 }]);
});

test("a new entry of which nothing is made leaves nothing behind, whichever way one goes", async ({
  host,
}) => {
  await fillJournal(host);
  const page = await host.window();
  await page.getByRole("link", { name: "Timeline" }).click();
  const title = page.getByRole("textbox", { name: "Title" });
  // On Today the key begins a moment.
  await page.getByRole("heading", { level: 1, name: "Timeline" }).waitFor();

  await page.keyboard.press("n");
  await title.waitFor();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("link", { name: /Untitled/ })).toBeHidden();
  expect(((await host.command("list")) as Listed).total).toBe(4);

  await page.getByRole("heading", { level: 1, name: "Timeline" }).waitFor();
  await page.keyboard.press("n");
  await title.waitFor();
  await page.getByRole("link", { name: "Today", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Friday, 20 November" })).toBeVisible();
  await expect.poll(async () => ((await host.command("list")) as Listed).total).toBe(4);

  await page.getByRole("link", { name: "Timeline" }).click();
  await page.getByRole("link", { name: /Leaving the room/ }).waitFor();
  await page.keyboard.press("n");
  await title.fill("Kept");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("heading", { name: "Kept" })).toBeVisible();
  expect(((await host.command("list")) as Listed).total).toBe(5);
});

test("a filter stands in the address, and one that was cleared is there again one step back", async ({
  host,
}) => {
  await fillJournal(host);
  const page = await host.window();
  await page.getByRole("link", { name: "Timeline" }).click();
  await page.getByRole("link", { name: /Leaving the room/ }).click();
  await page.keyboard.press("s");
  await expect(page.getByRole("button", { name: "Starred" })).toBeVisible();

  await page.keyboard.press("f");
  await page.getByText("Starred only").click();
  await expect(page.getByText("1 of 4 entries")).toBeVisible();
  await page.getByText("Starred only").click();
  await page.getByRole("radio", { name: "Free" }).click();
  await expect(page.getByText("1 of 4 entries")).toBeVisible();
  await page.getByRole("radio", { name: "Free" }).click();
  await page.getByRole("combobox", { name: "Tag" }).fill("leader");
  await page.getByRole("option", { name: "#leadership" }).click();
  await expect(page.getByText("3 of 4 entries")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByText("#leadership.")).toBeVisible();

  const link = page.getByRole("link", { name: /The four-second rule/ });
  await link.click();
  await expect(page).toHaveURL(/\?tag=leadership$/);
  await page.reload();
  await expect(page.getByRole("heading", { name: "The four-second rule" })).toBeVisible();
  await expect(page.getByRole("link", { name: /What the auditors saw/ })).toBeHidden();
  await page.getByRole("button", { name: "Clear" }).click();
  await expect(page.getByRole("link", { name: /What the auditors saw/ })).toBeVisible();
  await page.keyboard.press("ControlOrMeta+[");
  await expect(page.getByRole("link", { name: /What the auditors saw/ })).toBeHidden();
});

test("a filter that is closed with the last of its choices keeps it", async ({ host }) => {
  await fillJournal(host);
  const page = await host.window();
  await page.getByRole("link", { name: "Timeline" }).click();
  await page.getByRole("link", { name: /Leaving the room/ }).waitFor();
  await page.keyboard.press("f");
  const free = page.getByRole("radio", { name: "Free" });
  await free.focus();
  // In one task, so that the page has not been drawn with the choice when it is closed.
  await free.evaluate((choice: HTMLElement) => {
    choice.click();
    choice.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  });
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page).toHaveURL(/\?kind=free$/);
});

test("a long journal is scrolled from its newest to its oldest entry", async ({ host }) => {
  test.setTimeout(90_000);
  await host.command("init");
  const file = await host.file("A line.");
  for (let index = 0; index < 130; index += 1) {
    const month = String(12 - Math.floor(index / 12)).padStart(2, "0");
    const day = String(28 - (index % 12)).padStart(2, "0");
    await host.command("write", file, "--title", `Note ${index}`, "--date", `2025-${month}-${day}`);
  }
  const page = await host.window();
  await page.getByRole("link", { name: "Timeline" }).click();
  await expect(page.getByRole("link", { name: /Note 0\b/ })).toBeVisible();
  // Only what is in sight is drawn.
  expect(await page.getByRole("link", { name: /Note/ }).count()).toBeLessThan(60);
  await page.getByRole("link", { name: /Note 0\b/ }).hover();
  await expect(async () => {
    await page.mouse.wheel(0, 4000);
    await expect(page.getByRole("link", { name: /Note 129\b/ })).toBeVisible({ timeout: 300 });
  }).toPass();
  await page.getByRole("link", { name: /Note 129\b/ }).click();
  await expect(page.getByRole("heading", { name: "Note 129" })).toBeVisible();
  await page.keyboard.press("k");
  await expect(page.getByRole("heading", { name: "Note 128" })).toBeVisible();
});

test("settings change the page at once, and are there again", async ({ host }) => {
  await host.command("init");
  const page = await host.window({ colorScheme: "light" });
  await page.getByRole("link", { name: "Settings" }).click();
  const sample = page.getByText("It was not urgent.");
  const size = () =>
    sample.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const choose = (name: string) =>
    page.getByRole("radio", { name, exact: true }).first().press(" ");
  const [usual, light] = [await size(), await paper()];

  await choose("140");
  await expect.poll(size).toBeCloseTo(usual * 1.4);
  await choose("Dark");
  await expect.poll(paper).not.toBe(light);
  await page.reload();
  await expect(page.getByRole("radio", { name: "140" })).toBeChecked();
  await expect.poll(paper).not.toBe(light);
  await page.keyboard.press("ControlOrMeta+0");
  await expect.poll(size).toBe(usual);
  await page.keyboard.press("ControlOrMeta+Minus");
  await expect(page.getByRole("radio", { name: "90" })).toBeChecked();

  await page.getByRole("textbox", { name: "The time" }).fill("25:00");
  await expect(page.getByText("Give a time such as 15:30.")).toBeVisible();
  await page.getByRole("textbox", { name: "The time" }).fill("09:15");
  await choose("Sun");
  await choose("5");
  await page.getByRole("button", { name: "Check now" }).click();
  await expect(page.getByText("Every page reads as it was written.")).toBeVisible();
  await page.getByRole("link", { name: "Today", exact: true }).click();
  await expect(page.getByText("Your first reflection is on Sunday at 09:15.")).toBeVisible();
  const week = (await host.command("weekly")) as { prompts: unknown[] };
  expect(week.prompts).toHaveLength(5);
});
