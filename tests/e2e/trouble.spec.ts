import { readdirSync, readFileSync, renameSync } from "node:fs";
import type { Page } from "@playwright/test";
import { damageWhatIsWritten, databaseOf } from "./damage.ts";
import { expect, type Host, test } from "./host.ts";
import { ritualPage } from "./ritual-page.ts";
import { damageAnAnswer, fillJournal } from "./views.ts";

/**
 * A filled journal with a backup, then a long entry after it, and the pages damaged that this one took.
 * @returns the damaged file's bytes.
 */
async function damageJournal(host: Host): Promise<Buffer> {
  await fillJournal(host);
  await host.command("backup", "create");
  const long = "I said nothing, and it was the right thing to say. ".repeat(4000);
  const text = await host.file(long);
  return damageWhatIsWritten(host, () => host.command("write", text, "--title", "A long silence"));
}

const heading = (page: Page) => page.getByRole("heading", { level: 1 });

test("a damaged journal is read, exported and gone on with from its backup", async ({ host }) => {
  const damaged = await damageJournal(host);
  const page = await host.window();
  await expect(heading(page)).toHaveText(/This journal’s file is damaged|Part of this journal’s/);
  await expect(page.getByText("Stepback has changed nothing.")).toBeVisible();
  await expect(page.getByText("Your passphrase is right.")).toBeHidden();
  // The backup is chosen, and said to lack what was written after it.
  await expect(page.getByRole("radio", { name: /^Go on from/ })).toBeChecked();
  await expect(page.getByText(/Checked and whole: 4 /)).toBeVisible();
  await page.getByRole("button", { name: "Show the report" }).click();
  await expect(page.getByRole("heading", { name: "What the check found" })).toBeVisible();

  await page.getByText("Open what can be read, without writing").click();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Nothing can be written or changed here.")).toBeVisible();
  await expect(page.getByRole("button", { name: /the reflection|Reflect now|Go on/ })).toBeHidden();

  await test.step("there is no week to write", async () => {
    await expect(page.getByRole("link", { name: "This week", exact: true })).toBeHidden();
    await page.keyboard.press("ControlOrMeta+2");
    await expect(page).toHaveURL(/\/$/);
    await page.goto(new URL("/week/2026-W47/write/1", page.url()).href);
    await expect(page.getByText("Nothing can be written or changed here.")).toBeVisible();
    await expect(page).toHaveURL(/\/$/);
    await expect(page.getByRole("textbox")).toBeHidden();
  });

  await page.getByRole("link", { name: "Timeline" }).click();
  await page.getByRole("link", { name: /Leaving the room/ }).click();
  await expect(page.getByRole("article")).toContainText("It was closed by the time I reached");
  await expect(page.getByRole("button", { name: "Delete" })).toBeHidden();
  await page.keyboard.press("Delete");
  await page.keyboard.press("e");
  await expect(page.getByRole("dialog")).toBeHidden();

  await page.getByRole("button", { name: "Export all of it" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Export" }).click();
  await expect(page.getByText(/written to/)).toBeVisible();
  await page.getByRole("button", { name: "Close" }).click();
  expect(readdirSync(host.documents)).toHaveLength(1);

  await page.getByRole("button", { name: "Choose again" }).click();
  await expect(page.getByRole("radio", { name: /^Go on from/ })).toBeChecked();
  expect(readFileSync(databaseOf(host)).equals(damaged), "nothing was changed").toBe(true);
  await page.getByRole("button", { name: /^Go on from/ }).click();
  await expect(page.getByText(/^The journal is as it was on/)).toBeVisible();
  await page.getByRole("link", { name: "Timeline" }).click();
  await expect(page.getByRole("link", { name: /Leaving the room/ })).toBeVisible();
  await expect(page.getByRole("link", { name: /A long silence/ })).toBeHidden();
  expect(readdirSync(host.journal).filter((name) => name.startsWith("damaged-"))).toHaveLength(1);
});

test("all that is left of a damaged journal is read, and nothing asks to be written", async ({
  host,
}) => {
  await damageAnAnswer(host);
  const page = await host.window();
  const goTo = (address: string) => page.goto(new URL(address, page.url()).href);
  const sheet = page.getByRole("dialog");
  const failed: string[] = [];
  await page.getByText("Open what can be read, without writing").click();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Nothing can be written or changed here.")).toBeVisible();
  page.on("response", (answer) => {
    if (!answer.ok()) failed.push(`${answer.status()} ${answer.url()}`);
  });

  await test.step("the day tells what stands, and puts no question", async () => {
    await expect(page.getByText("A week ago you gave back Jonas’s ground.")).toBeVisible();
    await expect(page.getByText("You stand on Devin’s ground, line two")).toBeVisible();
    await expect(page.getByText("Say it once and say it early.")).toBeVisible();
    await expect(page.getByText("Let him choose the order of the restart.")).toBeVisible();
    await expect(page.getByText("?")).toHaveCount(0);
    for (const keys of ["n", "ControlOrMeta+Shift+m", "ControlOrMeta+Shift+f"]) {
      await page.keyboard.press(keys);
    }
    await expect(sheet).toBeHidden();
  });

  await test.step("a person’s page is whole, and has no key", async () => {
    await page.getByRole("link", { name: "People" }).click();
    await page.getByRole("link", { name: /^Priya Raman/ }).click();
    const article = page.getByRole("article", { name: "Priya Raman" });
    for (const words of [
      "She wants the spring price talk",
      "You took it back in May, before the board",
      "You read it when everybody reads it.",
      "Of five times you stepped in",
      "She would say the backlog.",
    ]) {
      await expect(article).toContainText(words);
    }
    for (const key of ["n", "e", "h", "t", "g", "a", "Delete"]) await page.keyboard.press(key);
    await expect(sheet).toBeHidden();
    await expect(page.getByRole("status")).toBeHidden();
    await expect(article).toBeVisible();
  });

  await test.step("a crisis is there as it became an entry, and nobody is asked about it", async () => {
    await page.getByRole("link", { name: "Timeline" }).click();
    await page.getByRole("link", { name: /The Bergen complaint/ }).click();
    await expect(page.getByRole("article")).toContainText(
      "The reply in writing: with Priya Raman.",
    );
    await expect(page.getByRole("heading", { name: "Who had it then" })).toBeHidden();
  });

  await test.step("an address that leads to nothing says so, with a way on", async () => {
    for (const [address, sentence, way] of [
      ["/timeline/nothing", "This entry is not here.", "To the timeline"],
      ["/people/nobody", "This person is not here.", "To everyone"],
      ["/moments/2026-W99", "2026-W99 is not a week.", "To Today"],
    ] as const) {
      await goTo(address);
      await expect(page.getByRole("alert")).toContainText(sentence);
      await page.getByRole("main").getByRole("link", { name: way }).click();
      await expect(page.getByRole("alert")).toBeHidden();
    }
  });
  expect(failed).toEqual([]);
});

test("a journal that is gone is looked for, and none is made in its stead", async ({ host }) => {
  await host.command("init");
  const page = await host.window();
  await heading(page).waitFor();
  await host.kill();
  const away = `${host.journal}-away`;
  renameSync(host.journal, away);
  await host.startAgain();
  const again = await host.window();
  await expect(heading(again)).toHaveText("Your journal was not found here");
  await expect(again.getByText("~/journal", { exact: true })).toBeVisible();
  await again.keyboard.press("Enter");
  await expect(
    again.getByText(/^Looked again at \d\d:\d\d: it is still not there\.$/),
  ).toBeVisible();

  renameSync(away, host.journal);
  await again.keyboard.press("Enter");
  await expect(again.getByRole("navigation")).toBeVisible();
});

test("another window takes the journal over, and what was typed is kept", async ({ host }) => {
  // Both were started before there was a journal, and the first one made it.
  const other = await host.startAnother();
  await fillJournal(host);
  const page = await host.window();
  await ritualPage(page).begin();
  await page.keyboard.type("What I notice is how little it would have cost to wait.");

  await other.getByRole("button", { name: "Open the notebook" }).click();
  await expect(heading(other)).toHaveText("Opened in another window");
  await expect(other.getByText(/open in (the browser|Stepback’s own window), since/)).toBeVisible();
  await other.getByRole("button", { name: "Look again" }).click();
  await expect(other.getByText(/it is still open there\.$/)).toBeVisible();
  await other.getByRole("button", { name: "Open it here instead" }).click();
  await expect(other.getByText(/how little it would have cost/)).toBeVisible();
  await expect(heading(page)).toHaveText("Opened in another window");
  expect(await page.content(), "the page holds nothing of it").not.toContain("how little");
});

test("a backup is made, verified and gone back to, by keyboard", async ({ host }) => {
  await host.command("init");
  await host.command("write", await host.file("It stays."), "--title", "Before");
  const page = await host.window();
  await page.getByRole("link", { name: "Settings" }).press("Enter");
  await page.getByRole("radio", { name: "Off" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("radio", { name: "Every week" })).toBeChecked();
  await page.getByRole("button", { name: "Back up now" }).press("Enter");
  await expect(page.getByText("Backed up, opened again and checked: 1 entry.")).toBeVisible();
  await host.command("write", await host.file("It goes."), "--title", "After");

  await page.getByRole("link", { name: "All backups" }).press("Enter");
  const row = page.getByRole("listitem").filter({ hasText: "Asked for." });
  await row.getByRole("button", { name: "Verify" }).press("Enter");
  await expect(row.getByText("Opened and every page checked: 1 entry.")).toBeVisible();

  // It asks in place, and takes no second press that comes at once for the answer.
  await row.getByRole("button", { name: "Restore" }).press("Enter");
  await page.keyboard.press("Enter");
  const yes = row.getByRole("button", { name: /^Yes, go back to/ });
  await expect(yes).toBeFocused();
  await expect(row.getByText("The journal as it is now is backed up first.")).toBeVisible();
  await page.keyboard.press("Escape");
  await row.getByRole("button", { name: "Restore" }).press("Enter");
  await page.waitForTimeout(600);
  await page.keyboard.press("Enter");
  await expect(page.getByText(/^The journal is as it was on/)).toBeVisible();
  await expect(page.getByText("Before going back. 2 entries,")).toBeVisible();
  await page.getByRole("link", { name: "Timeline" }).click();
  await expect(page.getByRole("link", { name: /Before/ })).toBeVisible();
  await expect(page.getByRole("link", { name: /After/ })).toBeHidden();
});

test("nothing is restored over text that is not saved yet", async ({ host }) => {
  await host.command("init");
  await host.command("write", await host.file("It stays."));
  await host.command("backup", "create");
  const page = await host.window();
  const ritual = ritualPage(page);
  await page.getByText("first reflection").waitFor();
  await ritual.begin();
  await page.route("**/rpc/entries/saveSection", (route) => route.abort());
  await page.keyboard.type("nowhere else");
  await expect(page.getByText("Not saved yet.").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("link", { name: "All backups" }).click();
  const row = page.getByRole("listitem").filter({ hasText: "Asked for." });
  await row.getByRole("button", { name: "Restore" }).press("Enter");
  const yes = row.getByRole("button", { name: /^Yes, go back to/ });
  await expect(yes).toBeFocused();
  await page.waitForTimeout(600);
  await yes.press("Enter");
  await expect(page.getByText("so nothing was restored.")).toBeVisible();
  await expect(page.getByText("Before going back.")).toBeHidden();

  // Once it can be written it is, and then the journal goes back.
  await page.unroute("**/rpc/entries/saveSection");
  await row.getByRole("button", { name: "Restore" }).press("Enter");
  await expect(yes).toBeFocused();
  await page.waitForTimeout(600);
  await yes.press("Enter");
  await expect(page.getByText(/^The journal is as it was on/)).toBeVisible();
  await expect(page.getByText("Before going back. 2 entries,")).toBeVisible();
});
