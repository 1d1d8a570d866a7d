import type { Commitment } from "../../src/shared/contract/commitments.ts";
import { expect, type Host, test } from "./host.ts";
import { carriedThrice } from "./leaders-commitments.ts";

const WEEK = "2026-W47";

const asked = async (host: Host, week = WEEK) =>
  ((await host.command("weekly", "--week", week)) as { commitments: Commitment[] }).commitments;

test("all five steps by keyboard, from what was committed to until the week is closed", async ({
  host,
}) => {
  await host.command("init");
  const made = ["Let the review begin without me", "leave the complaint with Jonas", "two hours"];
  for (const action of made) await host.command("commit", action, "--week", "2026-W46");
  const page = await host.window();
  const title = page.getByRole("heading", { level: 1 });
  const answers = page.getByRole("radiogroup", { name: "How did it go?" });
  const note = page.getByRole("textbox");
  await page.getByRole("button", { name: "Begin the reflection" }).waitFor();
  await page.keyboard.press("Enter");

  await test.step("look back: digits answer, the line has the focus, C carries over", async () => {
    await expect(title).toHaveText("Last week you made three commitments. How did they go?");
    await expect(answers.getByRole("radio", { name: /^I did/ })).toBeFocused();
    await page.keyboard.press("1");
    await expect(page.getByRole("textbox", { name: "What happened?" })).toBeFocused();
    await page.keyboard.type("She cut two features");
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(page.getByText("I did. She cut two features")).toBeVisible();
    await expect(answers.getByRole("radio", { name: /^I did/ })).toBeFocused();
    await page.keyboard.press("3");
    await expect(note).toBeFocused();
    await page.keyboard.type("I rewrote his letter");
    await page.keyboard.press("Shift+Tab");
    await expect(answers.getByRole("radio", { name: /^Not this week/ })).toBeFocused();
    await page.keyboard.press("c");
    const carry = page.getByRole("checkbox", { name: /^Carry it over to next Friday/ });
    await expect(carry).toBeChecked();
    await expect(page.getByText(/^Saved \d\d:\d\d$/)).toBeVisible();
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(
      page.getByText("Not this week. I rewrote his letter. Carried over."),
    ).toBeVisible();
    await expect(page.getByRole("button", { name: "Next step: Gather" })).toBeVisible();
  });
  expect(await asked(host)).toMatchObject([
    { outcome: "kept", outcomeNote: "She cut two features", became: null },
    { outcome: "not_kept", outcomeNote: "I rewrote his letter", became: "carried" },
    { outcome: null },
  ]);

  await test.step("gather, write: the set is kept only now", async () => {
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(page).toHaveURL(/\/week\/2026-W47\/gather$/);
    await expect(page.getByRole("button", { name: "Start writing" })).toBeVisible();
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(page).toHaveURL(/\/write\/1$/);
    await expect(note).toBeFocused();
    await page.keyboard.type("It took four seconds.");
    await page.goto(new URL(`/week/${WEEK}/commit`, page.url()).href);
  });

  await test.step("commit: two of the three lines are taken", async () => {
    await expect(page.getByText("leave the complaint with Jonas")).toBeVisible();
    await expect(
      page.getByText("Carried over. You will be asked on Friday 27 November."),
    ).toBeVisible();
    await expect(page.getByText("Still open from week 46.")).toBeVisible();
    const line = page.getByRole("textbox", { name: "Commitment 3" });
    await expect(line).toBeFocused();
    await page.keyboard.type("count to four");
    await page.keyboard.press("ControlOrMeta+Enter");
  });

  await test.step("close tells what was said, and puts the week away", async () => {
    await expect(page.getByRole("textbox", { name: "What would you call" })).toBeFocused();
    await expect(page.getByText("You did. She cut two features.")).toBeVisible();
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(page.getByText("Week 47 is put away.")).toBeVisible();
  });
});

test("the third time it is reshaped, handed to someone, or ended", async ({ host }) => {
  await carriedThrice(host);
  const page = await host.window();
  const title = page.getByRole("heading", { level: 1 });
  const fate = page.getByRole("radiogroup", { name: "What becomes of it?" });
  await page.getByRole("button", { name: "Begin the reflection" }).waitFor();
  await page.keyboard.press("Enter");

  await test.step("the answer is given as ever; then it cannot come along as it is", async () => {
    await expect(page.getByRole("radio", { name: /^I did/ })).toBeFocused();
    await page.keyboard.press("3");
    await expect(page.getByRole("textbox", { name: "What got in the way?" })).toBeFocused();
    await page.keyboard.type("The audit call.");
    await expect(page.getByRole("checkbox")).toBeHidden();
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(title).toHaveText("This has come along for three weeks. What becomes of it?");
    await expect(page.getByRole("complementary")).toContainText(
      "Forty minutes, with the door open.",
    );
  });

  await test.step("reshaped, it goes on with words of its own", async () => {
    await expect(fate.getByRole("radio", { name: /^Reshape it/ })).toBeFocused();
    await page.keyboard.press("1");
    await expect(page.getByRole("textbox", { name: "If" })).toBeFocused();
    await page.keyboard.type("a meeting is moved");
    await page.keyboard.press("Tab");
    await page.keyboard.type("write one page");
    await expect(page.getByText(/^Saved \d\d:\d\d$/)).toBeVisible();
    await expect
      .poll(async () => (await asked(host, "2026-W48"))[0])
      .toMatchObject({ situation: "a meeting is moved", action: "write one page" });
  });

  await test.step("handed on instead, it begins a handover and goes on as nothing", async () => {
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Shift+Tab");
    await expect(fate.getByRole("radio", { name: /^Reshape it/ })).toBeFocused();
    await page.keyboard.press("2");
    await expect(page.getByRole("combobox", { name: "To whom" })).toBeFocused();
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(page.getByText("Say what goes to whom, or choose another way.")).toBeVisible();
    await page.keyboard.type("Priya Raman");
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(page.getByRole("button", { name: "Start writing" })).toBeVisible();
    expect(await asked(host, "2026-W48")).toEqual([]);
    expect(await asked(host)).toMatchObject([
      { outcome: "not_kept", became: "handed_on", becameNote: "Priya Raman" },
    ]);
    await page.keyboard.press("ControlOrMeta+[");
    await expect(page.getByText("Handed to Priya Raman.")).toBeVisible();
    await page.getByRole("button", { name: "Change" }).last().click();
    await expect(
      page.getByText("The handover stays on the page of Priya Raman, whatever becomes of this."),
    ).toBeVisible();
  });
});

test("what one remembers is kept on its day, and how the week fell as far as it is placed", async ({
  host,
}) => {
  await host.command("init");
  const page = await host.window();
  await page.getByRole("button", { name: "Begin the reflection" }).waitFor();

  await test.step("nothing was committed to: the week begins with its moments", async () => {
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/gather$/);
    await expect(page.getByText("There was no commitment to look back on.")).toBeVisible();
    await expect(page.getByRole("slider")).toHaveCount(0);
  });

  await test.step("N begins one, whose day is chosen; Mod Enter keeps it", async () => {
    await page.keyboard.press("n");
    const kind = page.getByRole("radiogroup", { name: "What you did" });
    await expect(kind.getByRole("radio").first()).toBeFocused();
    await page.keyboard.press("b");
    await page.getByRole("radio", { name: "Tue" }).press("Space");
    await page.getByRole("textbox", { name: "What happened" }).fill("Let Priya open the review.");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("button", { name: /^Something you remember now/ })).toBeFocused();
    // It stays begun here, whatever is begun in the sheet.
    await page.keyboard.press("n");
    await expect(page.getByRole("textbox", { name: "What happened" })).toHaveValue(
      "Let Priya open the review.",
    );
    await page.getByRole("link", { name: "Commit" }).click();
    await expect(page.getByRole("textbox", { name: "Commitment 1" })).toBeFocused();
    await page.keyboard.press("ControlOrMeta+Shift+m");
    await expect(page.getByRole("textbox", { name: "What happened" })).toHaveValue("");
    await page.keyboard.press("Escape");
    await page.getByRole("link", { name: "Gather" }).click();
    await page.getByRole("button", { name: /^Something you remember now/ }).waitFor();
    await page.keyboard.press("n");
    await expect(page.getByRole("textbox", { name: "What happened" })).toHaveValue(
      "Let Priya open the review.",
    );
    await page.getByRole("textbox", { name: "What happened" }).press("ControlOrMeta+Enter");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(
      "You kept one moment. What else belongs here?",
    );
    expect(await host.command("weekly")).toMatchObject({
      state: { step: "gather" },
      moments: [{ kind: "stepped_back", date: "2026-11-17" }],
    });
  });

  await test.step("ten blocks, once they are asked for", async () => {
    await page.goto(new URL("/settings", page.url()).href);
    await page.getByRole("checkbox", { name: /^Ask how the week fell/ }).press("Space");
    await expect(page.getByRole("checkbox", { name: /^Ask how the week fell/ })).toBeChecked();
    await page.goto(new URL("/week/2026-W47/gather", page.url()).href);
    const inIt = page.getByRole("slider", { name: "In the business" });
    await inIt.press("4");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Tab");
    const onIt = page.getByRole("slider", { name: "On the business" });
    await expect(onIt).toBeFocused();
    await page.keyboard.press("9");
    await expect(onIt).toHaveAttribute("aria-valuenow", "5");
    await expect(page.getByText("All ten are placed.")).toBeVisible();
    await page.keyboard.press("ArrowLeft");
    await expect(page.getByText("One block is not placed yet.")).toBeVisible();
    await expect(page.getByText(/^Saved \d\d:\d\d$/)).toBeVisible();
    await page.reload();
    await expect(onIt).toHaveAttribute("aria-valuetext", "4 of 10 blocks");
    await expect(inIt).toHaveAttribute("aria-valuetext", "5 of 10 blocks");
    // What was placed is still on its way when one comes back.
    await page.route(/placeBlocks/, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 500));
      await route.continue();
    });
    await onIt.press("0");
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(page).toHaveURL(/\/write\/1$/);
    await page.goBack();
    await expect(onIt).toHaveAttribute("aria-valuetext", "0 of 10 blocks");
  });
});
