import { expect, test } from "./host.ts";
import { ritualPage } from "./ritual-page.ts";

test("a week resumes at the step, the prompt and the caret it was left at, after a kill too", async ({
  host,
}) => {
  const page = await host.window();
  const ritual = ritualPage(page);
  await ritual.openNotebook();
  await ritual.begin();
  await ritual.next.click();
  await expect(page).toHaveURL(/write\/2$/);
  await expect(ritual.answer).toBeFocused();
  await page.keyboard.type("before after");
  for (let step = 0; step < "after".length; step += 1) await page.keyboard.press("ArrowLeft");
  await expect(ritual.saved).toBeVisible();
  // The place is remembered at most 400 ms after it changed.
  await new Promise((resolve) => setTimeout(resolve, 600));
  await page.close();
  await host.kill();
  await host.startAgain("2026-11-21T09:00:00+01:00");

  const again = await host.window();
  await expect(again.getByText("You left the week at the second prompt, yesterday")).toBeVisible();
  await expect(again.getByText("“before after”")).toBeVisible();
  await again.keyboard.press("Enter");
  await expect(again).toHaveURL(/write\/2$/);
  await expect(ritualPage(again).answer).toBeFocused();
  await again.keyboard.type("here ");
  await expect(ritualPage(again).answer).toHaveText("before here after");
});

test("what was typed is there again after going on and back at once", async ({ host }) => {
  const page = await host.window();
  const ritual = ritualPage(page);
  await ritual.openNotebook();
  await ritual.begin();
  await page.keyboard.type("the last word");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(ritual.back).toBeVisible();
  await page.keyboard.press("ControlOrMeta+[");
  await expect(ritual.answer).toHaveText("the last word");
  await page.keyboard.type(" of all");
  await expect(ritual.saved).toBeVisible();
  await expect(ritual.answer).toHaveText("the last word of all");
});

test("a text has the focus as soon as it is there, so that no key is lost", async ({ host }) => {
  const page = await host.window();
  const ritual = ritualPage(page);
  await ritual.openNotebook();
  await ritual.begin();
  const hadFocus = page.evaluate(
    () =>
      new Promise<boolean>((resolve) => {
        const first = document.querySelector("[role=textbox]");
        new MutationObserver((_, observer) => {
          const text = document.querySelector("[role=textbox]");
          if (text === null || text === first) return;
          observer.disconnect();
          resolve(document.activeElement === text);
        }).observe(document.body, { childList: true, subtree: true });
      }),
  );
  await page.keyboard.press("ControlOrMeta+Enter");
  expect(await hadFocus).toBe(true);
});

test("a key that is pressed as soon as a view is seen is the view's", async ({ host }) => {
  const page = await host.window();
  await ritualPage(page).openNotebook();
  const protect = page.getByRole("link", { name: "Not protected by a passphrase." });
  await protect.waitFor();
  await page.evaluate(() => {
    new MutationObserver((_, observer) => {
      if (document.querySelector("h1")?.textContent !== "Choose a passphrase") return;
      observer.disconnect();
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    }).observe(document.body, { childList: true, subtree: true });
  });
  await protect.click();
  await expect(page.getByText("first reflection")).toBeVisible();
});

test("nothing is said to be saved before the write returned", async ({ host }) => {
  const page = await host.window();
  const ritual = ritualPage(page);
  await ritual.openNotebook();
  await ritual.begin();
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/rpc/entries/saveSection", async (route) => {
    await held;
    await route.continue();
  });
  await page.keyboard.type("slow");
  await expect(page.getByText("Saving", { exact: true })).toBeVisible();
  await expect(ritual.saved).toBeHidden();
  release();
  await expect(ritual.saved).toBeVisible();
});

test("a host that is away is said, the text stays, and is saved when it is back", async ({
  host,
}) => {
  test.skip(!host.pageSurvives, "the desktop window ends with its host");
  const page = await host.window();
  const ritual = ritualPage(page);
  await ritual.openNotebook();
  await ritual.begin();
  await host.kill();
  await page.keyboard.type("written while nobody answers");
  await expect(page.getByText("Not saved yet.").first()).toBeVisible();
  await expect(ritual.answer).toHaveText("written while nobody answers");
  await host.startAgain();
  // Without another key: the page notices that its host is back.
  await expect(ritual.saved).toBeVisible({ timeout: 15_000 });
  const { entries } = (await host.command("list")) as { entries: { id: string }[] };
  const entry = JSON.stringify(await host.command("show", entries[0]?.id ?? ""));
  expect(entry).toContain("written while nobody answers");
});

test("a command beside the window is shown in it", async ({ host }) => {
  const page = await host.window();
  const ritual = ritualPage(page);
  await ritual.openNotebook();
  await ritual.begin();
  await host.command("answer", "trust-08", await host.file("Written from the command line."));
  await expect(ritual.answer).toHaveText("Written from the command line.");
  await ritual.answer.click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type(" And here.");
  await expect(ritual.saved).toBeVisible();
});

test("another window's text is never overwritten", async ({ host }) => {
  test.skip(!host.pageSurvives, "one desktop window opens a journal");
  const page = await host.window();
  const ritual = ritualPage(page);
  await ritual.openNotebook();
  await ritual.begin();
  // This window does not hear of changes, so its text is older than it knows.
  const deaf = await page.context().newPage();
  await deaf.route("**/rpc/journal/changes", (route) => route.abort());
  await deaf.goto(page.url());
  await expect(ritualPage(deaf).answer).toBeVisible();
  await ritual.answer.click();
  await page.keyboard.type("first");
  await expect(ritual.saved).toBeVisible();
  await ritualPage(deaf).answer.click();
  await deaf.keyboard.type("second");
  await expect(deaf.getByText("changed in another window").first()).toBeVisible();
  await expect(ritualPage(deaf).answer).toHaveText("second");
  await expect(ritual.answer).toHaveText("first");
  const { entries } = (await host.command("list")) as { entries: { id: string }[] };
  expect(JSON.stringify(await host.command("show", entries[0]?.id ?? ""))).toContain("first");
});

test("a prompt that was skipped leaves no trace in the entry", async ({ host }) => {
  const page = await host.window();
  const ritual = ritualPage(page);
  await ritual.openNotebook();
  await ritual.begin();
  const question = await ritual.question.textContent();
  await ritual.skip.click();
  await expect(ritual.question).not.toHaveText(question ?? "");
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "Timeline" }).click();
  await expect(page.getByRole("article")).toContainText("Nothing is written here yet.");
  await expect(page.getByRole("article")).not.toContainText(question ?? "");
});
