import type { Commitment } from "../../src/shared/contract/commitments.ts";
import { expect, type Host, test } from "./host.ts";

const WEEK = "2026-W47";
const SAVED = /^Saved \d\d:\d\d$/;

/** What is due in the week after, with whom. */
const due = async (host: Host) => {
  const week = (await host.command("weekly", "--week", "2026-W48")) as {
    commitments: Commitment[];
  };
  return week.commitments.map(({ action, person }) => [action, person?.name ?? null]);
};

test("with whom a commitment is made, by keyboard alone", async ({ host }) => {
  await host.command("init");
  const { id } = (await host.command(
    "commit",
    ...["Leave the Bergen complaint with him", "--with", "Jonas Lindqvist", "--week", "2026-W46"],
  )) as Commitment;
  await host.command("outcome", id, "not_kept", "--carry", "--week", WEEK);
  const page = await host.window();
  await page.goto(new URL(`/week/${WEEK}/commit`, page.url()).href);
  const line = page.getByRole("textbox", { name: "Commitment 2" });
  const name = page.getByRole("combobox", { name: "Commitment 2, with whom" });
  const others = page.getByRole("combobox", { name: "Commitment 3, with whom" });

  await test.step("what came along says with whom", async () => {
    await expect(
      page.getByText("Carried over. Jonas Lindqvist. You will be asked on Friday 27 November."),
    ).toBeVisible();
  });

  await test.step("@ where a word begins goes to the name, and within a word is written", async () => {
    await expect(line).toBeFocused();
    await expect(name).toBeVisible();
    await expect(others).toBeHidden();
    await page.keyboard.type("Count to four a@b @");
    await expect(name).toBeFocused();
    await expect(line).toHaveValue("Count to four a@b ");
  });

  await test.step("a name is nobody's while it is typed; Enter takes it and goes back", async () => {
    await page.keyboard.type("Marta");
    await expect.poll(() => due(host)).toContainEqual(["Count to four a@b", null]);
    // Another window in front of this one ends no name either.
    await page.evaluate(() => {
      Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
      Reflect.deleteProperty(document, "visibilityState");
    });
    // Longer than a write waits for more.
    await page.waitForTimeout(1000);
    await expect(page.getByText(SAVED)).toBeHidden();
    expect(await due(host)).toContainEqual(["Count to four a@b", null]);
    await page.keyboard.type(" Okafor");
    await page.keyboard.press("Enter");
    await expect(line).toBeFocused();
    await page.keyboard.type("and wait");
    await expect
      .poll(() => due(host))
      .toContainEqual(["Count to four a@b and wait", "Marta Okafor"]);
    await expect(page.getByText(SAVED)).toBeVisible();
  });

  await test.step("Esc goes back too, and not out of the step", async () => {
    await page.keyboard.press("Tab");
    await expect(name).toBeFocused();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("jon");
    await expect(page.getByRole("option", { name: "Jonas Lindqvist" })).toBeVisible();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await expect(line).toBeFocused();
    await expect(name).toHaveValue("Jonas Lindqvist");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Escape");
    await expect(line).toBeFocused();
    await expect(page).toHaveURL(/\/commit$/);
    await expect.poll(() => due(host)).toContainEqual([expect.any(String), "Jonas Lindqvist"]);
  });

  await test.step("nobody again; and a line that is left with its name still being typed has it", async () => {
    await page.keyboard.press("Tab");
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.press("Backspace");
    await page.keyboard.press("Escape");
    await expect.poll(() => due(host)).toContainEqual(["Count to four a@b and wait", null]);
    await page.keyboard.press("Tab");
    await page.keyboard.type("Ruth Adeyemi");
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(page).toHaveURL(/\/close$/);
    await expect.poll(() => due(host)).toContainEqual([expect.any(String), "Ruth Adeyemi"]);
  });

  await test.step("in the if-then form it goes back to where @ was pressed", async () => {
    await page.goBack();
    await page.getByRole("button", { name: "Commitment 3 in the form" }).press("Enter");
    const situation = page.getByRole("textbox", { name: "Commitment 3, if" });
    await expect(situation).toBeFocused();
    await page.keyboard.type("she asks @");
    await expect(others).toBeFocused();
    await page.keyboard.type("ruth adeyemi");
    await page.keyboard.press("Enter");
    await expect(situation).toBeFocused();
    await page.keyboard.press("Tab");
    await page.keyboard.type("wait");
    await expect.poll(() => due(host)).toContainEqual(["wait", "Ruth Adeyemi"]);
  });

  await test.step("nobody was made of the letters in between", async () => {
    await page.goto(new URL("/people", page.url()).href);
    const people = page.getByRole("region", { name: "People" }).getByRole("link");
    await expect(people.filter({ hasText: "Ruth Adeyemi" })).toBeVisible();
    await expect(people).toHaveCount(3);
  });
});
