import type { Page } from "@playwright/test";
import { expect, test } from "./host.ts";
import { ritualPage, toWriting } from "./ritual-page.ts";
import { fillJournal } from "./views.ts";

// What the window says is what the journal holds, also when two things happen at once.

interface Listed {
  total: number;
  entries: { id: string; title: string }[];
}
interface Shown {
  title: string;
  commitments: { action: string; situation: string | null }[];
}

test("a week that is deleted while it is written is not said to be saved, and comes back whole", async ({
  host,
}) => {
  const page = await host.window();
  const ritual = ritualPage(page);
  await ritual.openNotebook();
  await ritual.begin();
  await page.keyboard.type("Before it was deleted.");
  await expect(ritual.saved).toBeVisible();
  const { entries } = (await host.command("list")) as Listed;
  const id = entries[0]?.id ?? "";
  await host.command("delete", id);
  await page.keyboard.type(" And after.");
  await expect(page.getByText("Not saved yet.").first()).toBeVisible();
  await expect(ritual.answer).toHaveText("Before it was deleted. And after.");
  expect(((await host.command("list")) as Listed).total).toBe(0);

  await host.command("restore", id);
  await expect(ritual.saved).toBeVisible({ timeout: 15_000 });
  expect(JSON.stringify(await host.command("show", id))).toContain(
    "Before it was deleted. And after.",
  );
});

test("a week opened again after it was deleted gives way when that is taken back", async ({
  host,
}) => {
  const page = await host.window();
  const ritual = ritualPage(page);
  await ritual.openNotebook();
  await ritual.begin();
  await page.keyboard.type("Written first.");
  await expect(ritual.saved).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "Timeline" }).click();
  await page.getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("Entry deleted.")).toBeVisible();
  await page.keyboard.press("ControlOrMeta+2");
  await toWriting(page);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("article")).toContainText("Written first.");
});

test("a title that was typed is kept wherever one goes", async ({ host }) => {
  const page = await host.window();
  const ritual = ritualPage(page);
  await ritual.openNotebook();
  await ritual.begin();
  await page.keyboard.type("Something.");
  await page.getByRole("link", { name: "Close" }).click();
  await page.getByRole("textbox", { name: "What would you call" }).fill("A quiet week");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Close the week as it is" }).click();
  await expect(page.getByText("Week 47 is put away.")).toBeVisible();
  expect(((await host.command("list")) as Listed).entries[0]?.title).toBe("A quiet week");
});

test("a commitment whose answer was lost is not made twice", async ({ host }) => {
  test.skip(!host.pageSurvives, "the desktop window's calls cannot be cut off");
  const page = await host.window();
  const ritual = ritualPage(page);
  await ritual.openNotebook();
  await ritual.begin();
  await page.getByRole("link", { name: "Commit" }).click();
  let cut = 0;
  await page.route("**/rpc/commitments/make", async (route) => {
    cut += 1;
    if (cut > 1) return route.continue();
    await route.fetch();
    await route.abort();
  });
  const line = page.getByRole("textbox", { name: "Commitment 1" });
  await line.fill("Only once");
  await expect(page.getByText("Not saved yet.").first()).toBeVisible();
  await line.fill("Only once, please");
  await expect(ritual.saved).toBeVisible();
  const { entries } = (await host.command("list")) as Listed;
  const shown = (await host.command("show", entries[0]?.id ?? "")) as Shown;
  expect(shown.commitments.map(({ action }) => action)).toEqual(["Only once, please"]);
});

test("one line that is not saved is said, although another was", async ({ host }) => {
  test.skip(!host.pageSurvives, "the desktop window's calls cannot be cut off");
  const page = await host.window();
  const ritual = ritualPage(page);
  await ritual.openNotebook();
  await ritual.begin();
  await page.getByRole("link", { name: "Commit" }).click();
  await page.route("**/rpc/commitments/make", (route) =>
    route.request().postData()?.includes("refused") === true ? route.abort() : route.continue(),
  );
  await page.getByRole("textbox", { name: "Commitment 1" }).fill("refused");
  await expect(page.getByText("Not saved yet.").first()).toBeVisible();
  await page.getByRole("textbox", { name: "Commitment 2" }).fill("taken");
  await page.waitForResponse((response) => response.url().endsWith("/commitments/make"));
  await expect(page.getByText("Not saved yet.").first()).toBeVisible();
  await expect(ritual.saved).toBeHidden();
});

test("text pasted from another program keeps its emphasis, and nothing else of its look", async ({
  host,
}) => {
  const page = await host.window();
  const ritual = ritualPage(page);
  await ritual.openNotebook();
  await ritual.begin();
  await ritual.answer.evaluate((element) => {
    const data = new DataTransfer();
    data.setData(
      "text/html",
      '<b style="font-weight:normal" id="docs-internal-guid-1"><p><span style="color:red">plain </span><span style="font-weight:700">bold</span><span style="font-style:italic"> slanted</span></p><img src="https://tracker.example/pixel"><script>globalThis.pwned = 1</script></b>',
    );
    element.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
    );
  });
  await expect(ritual.answer).toHaveText("plain bold slanted[picture on the internet, not loaded]");
  await expect(ritual.answer.locator("strong")).toHaveText("bold");
  await expect(ritual.answer.locator("em")).toHaveText(" slanted");
  await expect(ritual.answer.locator("img, script, [style]")).toHaveCount(0);
});

test("a range of days that ends before it begins is not exported", async ({ host }) => {
  await host.command("init");
  await host.command("write", await host.file("A note."), "--title", "A note");
  const page = await host.window();
  await page.getByRole("link", { name: "Timeline" }).click();
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByText("A range of days").click();
  await page.getByRole("textbox", { name: "From" }).fill("2026-12-01");
  await page.getByRole("textbox", { name: "To" }).fill("2026-01-01");
  await expect(page.getByText("The last day comes before the first.")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByText("written to")).toBeHidden();
});

/** Opens an entry of the timeline to write in it. */
async function edit(page: Page, title: RegExp): Promise<void> {
  await page.getByRole("link", { name: "Timeline" }).click();
  await page.getByRole("link", { name: title }).click();
  await page.getByRole("button", { name: "Edit" }).click();
}

const unsaved = (page: Page) => page.getByText("Not saved yet.").first();
const saved = (page: Page) => page.getByText(/^Saved \d\d:\d\d$/);

test("a text that another window overtook is let go of for what is there", async ({ host }) => {
  test.skip(!host.pageSurvives, "one desktop window opens a journal");
  await fillJournal(host);
  const page = await host.window();
  await edit(page, /auditors/);
  await page.route("**/rpc/entries/saveSection", (route) => route.abort());
  const text = page.getByRole("textbox", { name: "Text" });
  await text.click();
  await page.keyboard.type("mine");
  await expect(unsaved(page)).toBeVisible();
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.getByRole("textbox", { name: "Text" }).click();
  await other.keyboard.type("theirs");
  await expect(saved(other)).toBeVisible();
  await page.bringToFront();
  await page.unroute("**/rpc/entries/saveSection");
  let saves = 0;
  page.on("request", (request) => {
    if (request.url().endsWith("/entries/saveSection")) saves += 1;
  });
  await page.keyboard.type(" too");
  await expect(page.getByText(/changed in another window/).first()).toBeVisible();
  // It is not tried again: what stands there is not overwritten.
  const tried = saves;
  await page.keyboard.type(" often");
  await page.waitForTimeout(1000);
  expect(saves).toBe(tried);
  await expect(page.getByRole("button", { name: "Copy the text" })).toBeVisible();
  await expect(text).toContainText("mine too often");

  await page.getByRole("button", { name: "Show what is there" }).click();
  await expect(text).toContainText("theirs");
  await expect(text).not.toContainText("mine");
  await expect(unsaved(page)).toBeHidden();
  await text.click();
  await page.keyboard.press("ControlOrMeta+z");
  await expect(text).not.toContainText("mine");
  await page.keyboard.type("both ");
  await expect(saved(page)).toBeVisible();
  await expect(other.getByRole("textbox", { name: "Text" })).toContainText("both ");
});

test("an entry that is deleted elsewhere while it is written keeps its words until they are let go of", async ({
  host,
}) => {
  await host.command("init");
  await host.command("write", await host.file("Other."), "--title", "Other");
  await host.command("write", await host.file("Here."), "--title", "One");
  const page = await host.window();
  await edit(page, /One/);
  const text = page.getByRole("textbox", { name: "Text" });
  await text.click();
  await page.keyboard.type("Before. ");
  await expect(saved(page)).toBeVisible();
  const { entries } = (await host.command("list")) as Listed;
  await host.command("delete", entries.find(({ title }) => title === "One")?.id ?? "");
  await page.keyboard.type("After. ");
  await page.getByRole("textbox", { name: "Title" }).fill("One more");
  await expect(unsaved(page)).toBeVisible();
  await page.waitForTimeout(1500);
  await expect(text).toContainText("After.");
  await page.getByRole("button", { name: "Show what is there" }).click();
  await expect(unsaved(page)).toBeHidden();
  await expect(page.getByRole("heading", { name: "Other" })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Text" })).toBeHidden();
});

test("one of several texts that is not written is not said to be saved", async ({ host }) => {
  test.skip(!host.pageSurvives, "the desktop window's calls cannot be cut off");
  await fillJournal(host);
  const page = await host.window();
  await edit(page, /Leaving the room/);
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/rpc/entries/saveSection", async (route) => {
    await held;
    await route.continue();
  });
  await page.getByRole("textbox", { name: /^Which task did you keep/ }).fill("Not written yet.");
  const changed = page.waitForResponse((response) => response.url().endsWith("/entries/change"));
  await page.getByRole("textbox", { name: "Title" }).fill("New title");
  await changed;
  await page.waitForTimeout(300);
  await expect(saved(page)).toBeHidden();
  release();
  await expect(saved(page)).toBeVisible();
});

test("an older title that could not be saved gives way to the later one, wherever one was", async ({
  host,
}) => {
  test.skip(!host.pageSurvives, "the desktop window's calls cannot be cut off");
  await fillJournal(host);
  const page = await host.window();
  await edit(page, /Leaving the room/);
  await page.route("**/rpc/entries/change", (route) => route.abort());
  const title = page.getByRole("textbox", { name: "Title" });
  await title.fill("Older title");
  await expect(unsaved(page)).toBeVisible();
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("button", { name: "Edit" }).click();
  await expect(title).toHaveValue("Older title");
  await page.unroute("**/rpc/entries/change");
  await title.fill("Newer title");
  await expect(saved(page)).toBeVisible();
  await page.waitForTimeout(11_000);
  const { entries } = (await host.command("list")) as Listed;
  expect(entries.map((entry) => entry.title)).toContain("Newer title");

  const id = entries.find((entry) => entry.title === "Newer title")?.id ?? "";
  await host.command("edit", id, "--title", "From elsewhere");
  await expect(title).toHaveValue("From elsewhere");
});

test("a text that fails is said on another entry's page, and takes nothing else there", async ({
  host,
}) => {
  test.skip(!host.pageSurvives, "the desktop window's calls cannot be cut off");
  await fillJournal(host);
  const page = await host.window();
  await edit(page, /Leaving the room/);
  await page.route("**/rpc/entries/saveSection", (route) => route.abort());
  await page.getByRole("textbox", { name: /^Which task did you keep/ }).fill("Kept here.");
  await expect(unsaved(page)).toBeVisible();
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("button", { name: "Edit" }).waitFor();
  await page.keyboard.press("n");
  const title = page.getByRole("textbox", { name: "Title" });
  await expect(title).toHaveValue("");
  await expect(unsaved(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(title).toBeHidden();
  expect(((await host.command("list")) as Listed).total).toBe(4);

  await page.getByRole("button", { name: "New", exact: true }).click();
  await title.fill("Another");
  await expect(saved(page)).toBeVisible();
  await expect(unsaved(page)).toBeVisible();
});

test("the reading page shows what was just written", async ({ host }) => {
  await fillJournal(host);
  const page = await host.window();
  await edit(page, /auditors/);
  await page.getByRole("textbox", { name: "Text" }).click();
  await page.keyboard.type("Just written. ");
  await page.getByRole("textbox", { name: "Title" }).fill("What they saw");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Edit" }).waitFor();
  expect(await page.getByRole("article").textContent()).toContain("Just written.");
  expect(await page.getByRole("heading", { level: 1 }).last().textContent()).toBe("What they saw");
});

test("an entry that another window writes in is not taken for an empty one", async ({ host }) => {
  test.skip(!host.pageSurvives, "one desktop window opens a journal");
  await fillJournal(host);
  const page = await host.window();
  await page.getByRole("link", { name: "Timeline" }).click();
  await page.getByRole("link", { name: /auditors/ }).waitFor();
  await page.keyboard.press("n");
  await page.getByRole("textbox", { name: "Title" }).waitFor();
  const other = await page.context().newPage();
  await other.goto(page.url());
  const text = other.getByRole("textbox", { name: "Text" });
  await text.click();
  await page.route("**/rpc/entries/dropIfEmpty", async (route) => {
    await expect(saved(other)).toBeVisible();
    await route.continue();
  });
  await page.bringToFront();
  await page.keyboard.press("Escape");
  await other.bringToFront();
  await other.keyboard.type("Written in the other window.");
  await expect(saved(other)).toBeVisible();
  await page.waitForTimeout(500);
  expect(((await host.command("list")) as Listed).total).toBe(5);
});

test("the way back to an entry that was dropped says that it is not there", async ({ host }) => {
  await fillJournal(host);
  const page = await host.window();
  await page.getByRole("link", { name: "Timeline" }).click();
  await page.getByRole("link", { name: /auditors/ }).waitFor();
  await page.keyboard.press("n");
  await page.getByRole("textbox", { name: "Title" }).waitFor();
  await page.getByRole("link", { name: "Today", exact: true }).click();
  await expect
    .poll(async () => ((await host.command("list")) as Listed).total, { timeout: 20_000 })
    .toBe(4);
  await page.goBack();
  await expect(page.getByText("This entry is not here.")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Title" })).toBeHidden();
});

test("an old entry that was emptied stays when one leaves it", async ({ host }) => {
  await fillJournal(host);
  const page = await host.window();
  await edit(page, /auditors/);
  await page.getByRole("textbox", { name: "Title" }).fill("");
  await page.getByRole("textbox", { name: "Text" }).click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("Backspace");
  await page.getByRole("link", { name: /Leaving the room/ }).click();
  await page.waitForTimeout(1000);
  expect(((await host.command("list")) as Listed).total).toBe(4);
});
