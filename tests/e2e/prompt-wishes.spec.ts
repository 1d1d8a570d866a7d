import type { Page } from "@playwright/test";
import { expect, test } from "./host.ts";
import { BROKEN_PACK, choosePack, PACK } from "./library-views.ts";

const question = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const WEEK = "2026-W47";

interface Outlook {
  prompts: { id: string; reason: { kind: string } }[];
}

/** Opens a prompt by keyboard and waits until its acts take their keys. */
async function open(page: Page, name: string): Promise<void> {
  await question(page, name).focus();
  await page.keyboard.press("Enter");
  await expect(question(page, name)).toHaveAttribute("aria-expanded", "true");
  await expect(question(page, name)).toBeFocused();
}

test("a prompt is favoured, pinned, picked and hidden by key, and the next set follows", async ({
  host,
}) => {
  await host.command("init");
  const set = async () => ((await host.command("weekly", "--week", WEEK)) as Outlook).prompts;
  const page = await host.window();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.goto(new URL("/prompts?theme=openness", page.url()).href);
  const row = page.getByRole("listitem").filter({ has: page.locator("[aria-expanded=true]") });
  const first = page.getByRole("main").getByRole("heading", { level: 3 }).first();
  const words = (await first.textContent()) ?? "";
  await open(page, words);

  await page.keyboard.press("f");
  await expect(row).toContainText("Favourite: may take the third place.");
  const [, , third] = await set();
  expect(third?.reason.kind).toBe("favourite");

  await page.keyboard.press("w");
  await expect(row).toContainText("Picked for this week.");
  expect((await set())[2]).toEqual({ ...third, reason: { kind: "picked" } });
  await page.keyboard.press("p");
  await expect(row).toContainText("Pinned: first of its theme when it is free.");
  await expect(page.getByRole("button", { name: "Pin", exact: true })).toHaveAttribute(
    "aria-pressed",
    "true",
  );

  await page.keyboard.press("h");
  await expect(row).toContainText("Hidden since week 47: never chosen.");
  expect((await set()).map(({ id }) => id)).not.toContain(third?.id);
  await expect(page.getByRole("link", { name: "Hidden 1" })).toBeVisible();
  // It stays in its theme, and comes back from there.
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Show again" }).press("Enter");
  await expect(page.getByRole("link", { name: /^Hidden/ })).toHaveCount(0);
  expect((await set())[2]?.id).toBe(third?.id);
});

test("a prompt of one's own is written, changed and deleted by keyboard, and taken back", async ({
  host,
}) => {
  await host.command("init");
  const page = await host.window();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.goto(new URL("/prompts?theme=trust", page.url()).href);
  await expect(page.getByRole("main").getByRole("status")).toContainText("11 of 104");

  await page.keyboard.press("n");
  const field = page.getByRole("textbox", { name: "Your prompt" });
  await expect(field).toBeFocused();
  await page.keyboard.type("Why did I ask twice?");
  await expect(page.getByText("“Why” asks for reasons you already have.")).toBeVisible();
  // What was typed is there again.
  await page.keyboard.press("Escape");
  await expect(field).toHaveCount(0);
  await page.keyboard.press("n");
  await expect(field).toHaveValue("Why did I ask twice?");
  await field.fill("What did I ask {person} twice?");
  await expect(page.getByText("is a name only in a prompt that is asked per person")).toBeVisible();
  await field.fill("What did I ask twice?");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(question(page, "What did I ask twice?")).toBeFocused();
  await expect(page.getByText("Not yet answered. Yours.")).toBeVisible();

  await page.keyboard.press("e");
  await expect(field).toHaveValue("What did I ask twice?");
  await field.fill("What did I ask three times?");
  await page.keyboard.press("Enter");
  await expect(question(page, "What did I ask three times?")).toBeFocused();
  await page.keyboard.press("Delete");
  await expect(question(page, "What did I ask three times?")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).press("Enter");
  await expect(question(page, "What did I ask three times?")).toBeVisible();
});

test("a pack with an error in it is refused with its line, mended, added and removed", async ({
  host,
}) => {
  await host.command("init");
  const page = await host.window();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.goto(new URL("/prompts", page.url()).href);
  const refused = page.getByRole("heading", { name: "This pack could not be added" });

  await choosePack(page, BROKEN_PACK.replace("cadence: per-person", "cadence: per-persn"));
  await expect(refused).toBeVisible();
  await expect(page.getByText("works-council.yaml has two lines")).toBeVisible();
  await expect(page.getByRole("main").getByRole("status")).toHaveText(
    "There is no theme “trusst”. The nearest is “trust” (Trust and control).",
  );
  await expect(page.getByText("theme: trusst")).toBeVisible();
  await page.keyboard.press("j");
  await expect(page.getByRole("main").getByRole("status")).toContainText(
    "There is no cadence “per-persn”.",
  );
  await page.keyboard.press("k");
  await expect(page.getByRole("main").getByRole("status")).toContainText("“trusst”");
  expect(await host.command("prompts", "--cadence", "weekly")).not.toHaveProperty(
    "prompts.63.origin.id",
  );

  await choosePack(page, PACK);
  await expect(page.getByText("“Works council pack” was added: four prompts.")).toBeVisible();
  await expect(page).toHaveURL(/from=pack/);
  await expect(page.getByRole("main").getByRole("status")).toHaveText("4 of 108 prompts");
  await page.getByRole("button", { name: "Remove this pack" }).press("Enter");
  await expect(page.getByText("“Works council pack” was removed.")).toBeVisible();
  await expect(page.getByRole("main").getByRole("status")).toHaveText("104 prompts");
  await page.getByRole("button", { name: "Undo" }).press("Enter");
  await expect(page.getByRole("main").getByRole("status")).toHaveText("108 prompts");
});
