import type { Page } from "@playwright/test";
import type { Moment } from "../../src/shared/contract/moments.ts";
import { expect, type Host, test } from "./host.ts";

const momentsOf = async (host: Host): Promise<Moment[]> =>
  ((await host.command("weekly")) as { moments: Moment[] }).moments;

const choice = (page: Page, name: string) => page.getByRole("radio", { name });
const text = (page: Page) => page.getByRole("textbox", { name: "What happened" });
const row = (page: Page, words: RegExp) => page.getByRole("button", { name: words });

async function openSheet(page: Page): Promise<void> {
  await page.keyboard.press("ControlOrMeta+Shift+m");
  await expect(choice(page, "stepped in")).toBeFocused();
}

test("a moment is caught by keyboard alone, and a name makes a person on keep", async ({
  host,
}) => {
  await host.command("init");
  await host.command("moment", "Before.", "--kind", "stepped_back", "--with", "Marta Okafor");
  const page = await host.window();
  await row(page, /Before\./).waitFor();

  await test.step("kind, a name that is known, how it came, the text", async () => {
    await openSheet(page);
    await page.keyboard.press("i");
    await expect(choice(page, "stepped in")).toBeChecked();
    await page.keyboard.press("Tab");
    await page.keyboard.type("mar");
    await expect(page.getByRole("option", { name: "Marta Okafor" })).toHaveAttribute(
      "aria-selected",
      "true",
    );
    await page.keyboard.press("Tab");
    await expect(page.getByRole("combobox")).toHaveValue("Marta Okafor");
    await expect(choice(page, "asked for")).toBeFocused();
    await page.keyboard.press("u");
    await expect(choice(page, "uninvited")).toBeChecked();
    await page.keyboard.press("Tab");
    await expect(text(page)).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByText("Say in a line what happened.")).toBeVisible();
    await page.keyboard.type("I had the habit.");
    await page.keyboard.press("Enter");
    await expect(page.getByText("Moment kept.")).toBeVisible();
    await expect(page.getByRole("dialog")).toBeHidden();
    await expect(row(page, /^Stepped in with Marta Okafor, uninvited ?, Fri/)).toBeVisible();
  });

  await test.step("stepped away is not invited, and an unknown name is taken as typed", async () => {
    await openSheet(page);
    await page.keyboard.press("i");
    await expect(choice(page, "offered")).toBeVisible();
    await page.keyboard.press("a");
    await expect(choice(page, "stepped away")).toBeChecked();
    await expect(choice(page, "offered")).toBeHidden();
    await page.keyboard.press("Tab");
    await page.keyboard.type("Jonas Lindqvist");
    await expect(
      page.getByRole("option", { name: "New page for “Jonas Lindqvist”" }),
    ).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("listbox")).toBeHidden();
    await page.keyboard.press("Tab");
    await expect(text(page)).toBeFocused();
    await page.keyboard.type("He had nobody to ring.");
    await page.keyboard.press("Enter");
    await expect(row(page, /^Stepped away with Jonas Lindqvist ?, Fri/)).toBeVisible();
  });

  const [before, caught, away] = await momentsOf(host);
  expect(caught).toMatchObject({
    kind: "stepped_in",
    text: "I had the habit.",
    invited: "uninvited",
    person: before?.person,
  });
  expect(away).toMatchObject({
    kind: "stepped_away",
    invited: null,
    person: { name: "Jonas Lindqvist" },
  });
});

test("what was begun is there again, after Esc and after a kill, and goes when it is kept", async ({
  host,
}) => {
  await host.command("init");
  const page = await host.window();
  await page.getByText("A week without notes is still a week.").waitFor();
  await openSheet(page);
  // The draft is still on its way when the sheet comes up again.
  await page.route(/keepDraft/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    await route.continue();
  });
  await page.keyboard.press("b");
  await text(page).fill("Let her open");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.keyboard.press("n");
  await expect(text(page)).toHaveValue("Let her open");
  await expect(choice(page, "stepped back")).toBeChecked();
  await page.unrouteAll({ behavior: "wait" });

  const saved = page.waitForResponse((response) => response.url().includes("keepDraft"));
  await expect(text(page)).toBeFocused();
  await page.keyboard.type(" the review");
  await saved;
  await host.startAgain();
  const again = await host.window();
  await again.goto(new URL("/moment", again.url()).href);
  await expect(text(again)).toHaveValue(/^Let her open/);
  await text(again).fill("Let her open it.");
  await again.keyboard.press("Enter");
  await expect(row(again, /^Stepped back ?, Fri/)).toBeVisible();
  await openSheet(again);
  await expect(text(again)).toHaveValue("");
  expect(await momentsOf(host)).toMatchObject([{ kind: "stepped_back", text: "Let her open it." }]);
});

test("a moment is edited in its place, deleted, and put back", async ({ host }) => {
  await host.command("init");
  for (const words of ["The first.", "The second."]) {
    await host.command("moment", words, "--kind", "stepped_in", "--with", "Priya Raman");
  }
  const page = await host.window();
  await page.getByRole("link", { name: "Moments this week" }).click();
  await expect(page.getByText("You stepped in twice.")).toBeVisible();

  await test.step("edit", async () => {
    await row(page, /The first\./).focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("button", { name: "Edit" })).toBeVisible();
    await page.keyboard.press("e");
    await expect(text(page)).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(row(page, /The first\./)).toBeFocused();
    await page.keyboard.press("e");
    await expect(text(page)).toBeFocused();
    await text(page).fill("She opened it.");
    await page.getByText("stepped back", { exact: true }).click();
    await page.getByRole("button", { name: /^When it happened/ }).click();
    await page.getByRole("textbox", { name: "Time" }).fill("23:59");
    await page.keyboard.press("Enter");
    await expect(page.getByText("This has not happened yet.")).toBeVisible();
    await page.getByRole("textbox", { name: "Time" }).fill("09:05");
    await page.keyboard.press("Enter");
    await expect(row(page, /^Stepped back with Priya Raman ?, Fri.*She opened it\./)).toBeFocused();
    await expect(page.getByText("You stepped in once. You stepped back once.")).toBeVisible();
  });

  await test.step("delete and undo", async () => {
    await page.keyboard.press("Delete");
    await expect(page.getByText("Moment deleted.")).toBeVisible();
    await expect(row(page, /She opened it\./)).toBeHidden();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(row(page, /She opened it\./)).toBeVisible();
  });

  await test.step("quoted in the week's text, once, and back where one was", async () => {
    const quoted = page.locator("blockquote", { hasText: "She opened it." });
    await expect(row(page, /She opened it\./)).toHaveAttribute("aria-expanded", "true");
    await page.keyboard.press("q");
    await expect(page).toHaveURL(/\/write\/1$/);
    await expect(quoted).toBeVisible();
    await page.keyboard.type("As agreed.");
    await expect(page.getByText("5 words")).toBeVisible();
    await page.reload();
    await expect(page.getByText("As agreed.")).toBeVisible();
    await expect(quoted).toHaveCount(1);
    await page.goBack();
    await expect(page.getByRole("heading", { name: "Moments this week" })).toBeVisible();
  });

  expect(await momentsOf(host)).toMatchObject([
    { text: "She opened it.", at: "2026-11-20T08:05:00.000Z", deletedAt: null },
    { text: "The second." },
  ]);
});
