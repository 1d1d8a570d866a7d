import { readdirSync } from "node:fs";
import { expect, test } from "./host.ts";
import { fillJournal } from "./views.ts";

test("title, day and tags are changed, and an entry is deleted and taken back", async ({
  host,
}) => {
  await fillJournal(host);
  const page = await host.window();
  await page.getByRole("link", { name: "Timeline" }).click();
  await page.getByRole("link", { name: /Leaving the room/ }).click();

  await page.keyboard.press("e");
  await page.getByRole("textbox", { name: "Title" }).fill("Leaving the room early");
  await page.getByRole("button", { name: "Day and tags" }).click();
  await page.getByRole("textbox", { name: "Day" }).fill("2026-02-30");
  await expect(page.getByText("Give a day such as 2026-11-20.")).toBeVisible();
  await page.getByRole("textbox", { name: "Day" }).fill("2026-11-12");
  await page.getByRole("textbox", { name: "Tags" }).fill("rooms, Rooms, leadership");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("article")).toContainText("12 November");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("heading", { name: "Leaving the room early" })).toBeVisible();

  type Listed = { total: number; entries: { title: string; date: string; tags: string[] }[] };
  const listed = (await host.command("list", "--tag", "ROOMS")) as Listed;
  expect(listed.entries).toMatchObject([
    { title: "Leaving the room early", date: "2026-11-12", tags: ["rooms", "leadership"] },
  ]);

  await page.keyboard.press("Delete");
  await expect(page.getByText("Entry deleted.")).toBeVisible();
  await expect(page.getByRole("link", { name: /Leaving the room early/ })).toBeHidden();
  expect(((await host.command("list")) as Listed).total).toBe(3);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("heading", { name: "Leaving the room early" })).toBeVisible();
  expect(((await host.command("list")) as Listed).total).toBe(4);
});

test("Delete takes the entry that is shown, then the one in its place, never another", async ({
  host,
}) => {
  await fillJournal(host);
  const page = await host.window();
  await page.getByRole("link", { name: "Timeline" }).click();
  await page.getByRole("link", { name: /The four-second rule/ }).click();
  const article = (name: string) => page.getByRole("article", { name });
  await expect(article("The four-second rule")).toBeVisible();
  // The focus on another row: a key does not act on what one does not look at.
  await page.getByRole("link", { name: /A plan nobody asked for/ }).focus();
  await page.keyboard.press("Delete");
  await page.keyboard.press("s");
  await expect(article("The four-second rule")).toBeVisible();
  await page.getByRole("link", { name: /The four-second rule/ }).focus();
  await page.keyboard.press("Delete");
  await expect(article("What the auditors saw")).toBeVisible();
  await page.keyboard.press("Delete");
  await expect(article("A plan nobody asked for")).toBeVisible();
  await expect(page.getByRole("link", { name: /Leaving the room/ })).toBeVisible();
  await expect(page.getByText("Two entries deleted.")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("link", { name: /The four-second rule/ })).toBeVisible();
  await expect(page.getByRole("link", { name: /What the auditors saw/ })).toBeVisible();
});

test("a filter stays with a new entry, its fields say what it is, and Done leads back to the entry", async ({
  host,
}) => {
  await fillJournal(host);
  const page = await host.window();
  await page.goto(new URL("/timeline?text=silence", page.url()).href);
  await expect(page.getByRole("article", { name: "The four-second rule" })).toBeVisible();
  await page.keyboard.press("e");
  await page.getByRole("textbox", { name: /^Which silence/ }).fill("Nothing of the kind.");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("article", { name: "The four-second rule" })).toBeVisible();
  await expect(page.getByText("Nothing of the kind.").last()).toBeVisible();
  await expect(page.getByRole("button", { name: "Edit" })).toBeVisible();

  await page.keyboard.press("n");
  await page.getByRole("textbox", { name: "Title" }).waitFor();
  await expect(page).toHaveURL(/\/edit\?text=silence$/);
  await page.getByRole("textbox", { name: "Title" }).fill("About silence");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Edit" })).toBeVisible();

  await page.keyboard.press("f");
  const words = page.getByRole("textbox", { name: "With the words" });
  await expect(words).toHaveValue("silence");
  const tag = page.getByRole("combobox", { name: "Tag" });
  await tag.fill("leadership");
  await expect(page).toHaveURL(/tag=leadership/);
  await tag.fill("leadershipxyz");
  await expect(page).not.toHaveURL(/tag=/);
  await page.getByRole("dialog").getByRole("button", { name: "Clear" }).click();
  await expect(words).toHaveValue("");
  await expect(tag).toHaveValue("");
  await expect(page.getByText("5 of 5 entries")).toBeVisible();

  // Closed at once, what was typed is kept.
  await words.fill("auditors");
  await words.press("Escape");
  await expect(page.getByText("“auditors”.")).toBeVisible();
});

test("clearing a filter that found nothing never says that the journal is empty", async ({
  host,
}) => {
  test.skip(!host.pageSurvives, "the desktop window's calls cannot be held back");
  await fillJournal(host);
  const page = await host.window();
  await page.goto(new URL("/timeline?text=heron", page.url()).href);
  await expect(page.getByText("No entry is all of these.")).toBeVisible();
  let isHeld = false;
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/rpc/entries/list", async (route) => {
    isHeld = true;
    await released;
    await route.continue();
  });
  await page.getByRole("button", { name: "Clear" }).click();
  await expect.poll(() => isHeld).toBe(true);
  await expect(page.getByRole("button", { name: "Filter" })).toBeVisible();
  await expect(page.getByText("Nothing here yet.")).toBeHidden();
  release();
  await expect(page.getByRole("link", { name: /Leaving the room/ })).toBeVisible();
});

test("the day is changed without touching tags that have a comma", async ({ host }) => {
  await host.command("init");
  await host.command("write", await host.file("So."), "--title", "Away", "--tag", "Berlin, office");
  const page = await host.window();
  await page.getByRole("link", { name: "Timeline" }).click();
  await page.getByRole("article", { name: "Away" }).waitFor();
  await page.keyboard.press("e");
  await page.getByRole("button", { name: "Day and tags" }).click();
  await page.getByRole("textbox", { name: "Day" }).fill("2026-11-02");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("article")).toContainText("2 November");
  const { entries } = (await host.command("list")) as { entries: { tags: string[] }[] };
  expect(entries[0]?.tags).toEqual(["Berlin, office"]);
});

test("an export of a range of days takes only these", async ({ host }) => {
  await fillJournal(host);
  const page = await host.window();
  await page.getByRole("link", { name: "Timeline" }).click();
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByText("A range of days").click();
  await page.getByRole("textbox", { name: "From" }).fill("2026-11-01");
  await page.getByRole("textbox", { name: "To" }).fill("2026-11-10");
  await expect(page.getByText("One entry", { exact: true })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(
    page.getByText("One entry written to ~/Documents/Stepback 2026-11-20."),
  ).toBeVisible();
  expect(readdirSync(`${host.documents}/Stepback 2026-11-20/weekly/2026`)).toEqual(["2026-W45.md"]);
});

test("an export that is stopped leaves nothing behind", async ({ host }) => {
  test.setTimeout(120_000);
  await host.command("init");
  // Long enough to be stopped in the middle.
  const long = await host.file("A sentence that is written again and again. \n\n".repeat(60_000));
  for (let day = 10; day < 16; day += 1) {
    await host.command("write", long, "--date", `2026-11-${day}`);
  }
  const page = await host.window();
  await page.getByRole("link", { name: "Timeline" }).click();
  await page.keyboard.press("ControlOrMeta+Shift+e");
  await page.getByText("Six entries").waitFor();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("progressbar")).toBeVisible();
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(page.getByText("The export was stopped.")).toBeVisible();
  await expect.poll(() => readdirSync(host.documents)).toEqual([]);

  await page.getByRole("dialog").getByRole("button", { name: "Export" }).click();
  await expect(page.getByText("Six entries written to")).toBeVisible({ timeout: 30_000 });
  expect(readdirSync(host.documents)).toEqual(["Stepback 2026-11-20"]);
});
