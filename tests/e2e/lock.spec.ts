import type { Page } from "@playwright/test";
import { expect as quickly, test } from "./host.ts";
import { ritualPage, toWriting } from "./ritual-page.ts";

// Every passphrase costs half a second of a whole core, on purpose, and tests share two of them.
test.describe.configure({ timeout: 240_000 });
const expect = quickly.configure({ timeout: 60_000 });

const PASSPHRASE = "the heron leaves at four";

/** Presses Tab until a control with that name has the focus. */
async function tabTo(page: Page, role: "button" | "link" | "textbox", name: string): Promise<void> {
  const wanted = page.getByRole(role, { name, exact: true });
  for (let presses = 0; presses < 30; presses += 1) {
    await page.keyboard.press("Tab");
    const isThere = await wanted.evaluate((element) => element === document.activeElement);
    if (isThere) return;
  }
  throw new Error(`the keyboard does not reach ${name}`);
}

/** Reads the recovery code off the screen, as one would onto paper. */
async function readCode(page: Page): Promise<string[]> {
  const groups = await page.getByRole("list", { name: "Recovery code" }).locator("b").all();
  return Promise.all(groups.map((group) => group.innerText()));
}

/** Types back what is asked for, with the focus in the first of the groups. */
async function typeGroupsBack(page: Page, code: string[]): Promise<void> {
  const fields = page.getByRole("textbox", { name: /^Group \d$/ });
  await expect(fields.first()).toBeFocused();
  for (let index = 0; index < (await fields.count()); index += 1) {
    const name = await fields.nth(index).getAttribute("aria-label");
    if (index > 0) await page.keyboard.press("Tab");
    await page.keyboard.type((code[Number(name?.slice("Group ".length)) - 1] ?? "").toLowerCase());
  }
  await page.keyboard.press("Enter");
}

/** The three screens, by keyboard; gives the code that is on paper then. */
async function protect(page: Page): Promise<string[]> {
  await page.goto(new URL("/protect", page.url()).href);
  await page.getByRole("heading", { name: "Choose a passphrase" }).waitFor();
  await expect(page.getByLabel("Passphrase", { exact: true })).toBeFocused();
  await page.keyboard.type(PASSPHRASE);
  await page.keyboard.press("Tab");
  await page.keyboard.type(PASSPHRASE);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Your recovery code" }).waitFor();
  const code = await readCode(page);
  await page.keyboard.press("Enter");
  await typeGroupsBack(page, code);
  await expect(page.getByText("Your journal is protected by the passphrase.")).toBeVisible();
  return code;
}

async function unlock(page: Page, passphrase: string): Promise<void> {
  await expect(page.getByLabel("Passphrase", { exact: true })).toBeFocused();
  await page.keyboard.type(passphrase);
  await page.keyboard.press("Enter");
}

const locked = (page: Page) => page.getByRole("heading", { name: "Locked" });

test("protected, locked, mistyped and unlocked by keyboard, back at the same prompt and caret", async ({
  host,
}) => {
  const page = await host.window();
  const ritual = ritualPage(page);
  await ritual.openNotebook();
  await page.getByText("first reflection").waitFor();

  await test.step("not protected: nothing to lock, and a way to protect it", async () => {
    await expect(page.getByRole("button", { name: "Lock" })).toBeHidden();
    await tabTo(page, "link", "Not protected by a passphrase.");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "Choose a passphrase" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByText("first reflection")).toBeVisible();
  });

  await test.step("a slip of either kind is said, and changes nothing", async () => {
    await tabTo(page, "link", "Not protected by a passphrase.");
    await page.keyboard.press("Enter");
    await expect(page.getByLabel("Passphrase", { exact: true })).toBeFocused();
    await page.keyboard.type(PASSPHRASE);
    await page.keyboard.press("Tab");
    await page.keyboard.type("The heron");
    await page.keyboard.press("Enter");
    await expect(page.getByText("Not the same yet.")).toBeVisible();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type(PASSPHRASE);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Your recovery code" }).waitFor();
    const code = await readCode(page);
    expect(code).toHaveLength(9);
    await page.keyboard.press("Enter");
    await typeGroupsBack(page, Array<string>(9).fill("AAAA"));
    await expect(page.getByText(/^Group \d is not the same as on the code\.$/)).toBeVisible();
    await tabTo(page, "button", "Show the code again");
    await page.keyboard.press("Enter");
    expect(await readCode(page)).toEqual(code);
    await page.keyboard.press("Escape");
    await expect(page.getByText("Not protected by a passphrase.")).toBeVisible();
  });

  await test.step("passphrase, code, groups", async () => {
    await protect(page);
    await expect(page.getByRole("button", { name: "Lock" })).toBeVisible();
    await expect(page.getByText("Not protected by a passphrase.")).toBeHidden();
  });

  await test.step("in a narrow window Lock stands in one row with the places", async () => {
    await page.setViewportSize({ width: 720, height: 800 });
    const middles = await page
      .getByRole("navigation")
      .locator("a, button")
      .evaluateAll((all) =>
        all.map((one) => {
          const { top, bottom } = one.getBoundingClientRect();
          return Math.round((top + bottom) / 2);
        }),
      );
    expect(new Set(middles).size, middles.join(" ")).toBe(1);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  await test.step("locked in mid-prompt: nothing of the journal is left on the page", async () => {
    await page.getByText("first reflection").waitFor();
    await page.keyboard.press("Enter");
    await toWriting(page);
    await page.keyboard.press("ControlOrMeta+Enter");
    await page.getByText("Prompt 2 of 4").waitFor();
    await expect(ritual.answer).toBeFocused();
    await page.keyboard.type("before after");
    await expect(ritual.answer).toHaveText("before after");
    for (let step = 0; step < "after".length; step += 1) await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ControlOrMeta+l");
    await expect(locked(page)).toBeVisible();
    await expect(page.getByLabel("Passphrase", { exact: true })).toBeFocused();
    expect(await page.title()).toBe("Stepback");
    expect(await page.content()).not.toContain("before");
  });

  await test.step("an empty and a wrong passphrase are told apart", async () => {
    await page.keyboard.press("Enter");
    await expect(page.getByRole("alert")).toHaveText("Type the passphrase first.");
    await unlock(page, "the heron leaves");
    await expect(page.getByRole("alert")).toHaveText("That is not the passphrase.");
    await expect(page.getByLabel("Passphrase", { exact: true })).toHaveValue("");
  });

  await test.step("unlocked: the same prompt, the same caret", async () => {
    await unlock(page, PASSPHRASE);
    await expect(locked(page)).toBeHidden();
    await expect(page).toHaveURL(/write\/2$/);
    await expect(ritual.answer).toBeFocused();
    await page.keyboard.type("here ");
    await expect(ritual.answer).toHaveText("before here after");
    await expect(ritual.saved).toBeVisible();
  });

  await test.step("it locks over a sheet too", async () => {
    await page.keyboard.press("Escape");
    await page.getByText("You left the week").waitFor();
    await page.keyboard.press("ControlOrMeta+3");
    await page.getByRole("article").waitFor();
    await page.keyboard.press("ControlOrMeta+Shift+e");
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.keyboard.press("ControlOrMeta+l");
    await expect(locked(page)).toBeVisible();
    await expect(page.getByRole("dialog")).toBeHidden();
  });
});

test("the fifth miss has to wait, and typing goes on", async ({ host }) => {
  const page = await host.window();
  await ritualPage(page).openNotebook();
  await protect(page);
  await page.keyboard.press("ControlOrMeta+l");
  await locked(page).waitFor();
  for (let miss = 1; miss <= 5; miss += 1) {
    await unlock(page, `miss ${miss}`);
    await expect(page.getByText("That is not the passphrase.")).toBeVisible();
    await expect(page.getByLabel("Passphrase", { exact: true })).toHaveValue("");
  }
  await expect(page.getByText("Five tries did not fit. The next can be made in")).toBeVisible();
  await expect(page.getByRole("main").getByRole("status")).toHaveText(
    "The next try can be made in 30 seconds.",
  );
  const button = page.getByRole("button", { name: "Unlock" });
  await expect(button).toHaveAttribute("aria-disabled", "true");
  await unlock(page, PASSPHRASE);
  await expect(page.getByLabel("Passphrase", { exact: true })).toHaveValue(PASSPHRASE);
  await expect(locked(page)).toBeVisible();
});

test("the recovery code opens the journal however it is typed, and sets another passphrase", async ({
  host,
}) => {
  const page = await host.window();
  await ritualPage(page).openNotebook();
  const code = await protect(page);
  await page.keyboard.press("ControlOrMeta+l");
  await locked(page).waitFor();
  await tabTo(page, "button", "Use the recovery code");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Recovery code" })).toBeFocused();

  await test.step("Esc goes back", async () => {
    await page.keyboard.press("Escape");
    await expect(page.getByLabel("Passphrase", { exact: true })).toBeFocused();
    await tabTo(page, "button", "Use the recovery code");
    await page.keyboard.press("Enter");
  });

  await test.step("a group too few", async () => {
    await page.keyboard.type(code.slice(1).join(" "));
    await page.keyboard.press("Tab");
    await page.keyboard.type("seven grey stones");
    await page.keyboard.press("Tab");
    await page.keyboard.type("seven grey stones");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("alert")).toContainText("nine groups of four");
    await expect(page.getByRole("textbox", { name: "Recovery code" })).toBeFocused();
  });

  await test.step("the whole code, in small letters, with 0 for O, 1 for I and 8 for B", async () => {
    const typed = code.join("-").toLowerCase();
    const read = typed.replaceAll("o", "0").replaceAll("i", "1").replaceAll("b", "8");
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type(read);
    await page.keyboard.press("Enter");
    await expect(page.getByText("first reflection")).toBeVisible();
  });

  await test.step("from now on the new passphrase opens it", async () => {
    await page.keyboard.press("ControlOrMeta+l");
    await locked(page).waitFor();
    await unlock(page, PASSPHRASE);
    await expect(page.getByText("That is not the passphrase.")).toBeVisible();
    await expect(page.getByLabel("Passphrase", { exact: true })).toHaveValue("");
    await unlock(page, "seven grey stones");
    await expect(page.getByText("first reflection")).toBeVisible();
  });
});

test("the passphrase is changed, and taken away", async ({ host }) => {
  const page = await host.window();
  await ritualPage(page).openNotebook();
  await protect(page);

  await test.step("protected already, there is nothing to protect", async () => {
    await page.goto(new URL("/protect", page.url()).href);
    await expect(page).toHaveURL(/\/settings$/);
    await expect(page.getByText("Protected by a passphrase")).toBeVisible();
  });

  await test.step("change", async () => {
    await page.goto(new URL("/protect/change", page.url()).href);
    await expect(page.getByLabel("Passphrase you use now")).toBeFocused();
    await page.keyboard.type("not this one");
    for (const text of ["seven grey stones", "seven grey stones"]) {
      await page.keyboard.press("Tab");
      await page.keyboard.type(text);
    }
    await page.keyboard.press("Enter");
    await expect(page.getByText("That is not the passphrase.")).toBeVisible();
    await page.keyboard.type(PASSPHRASE);
    await page.keyboard.press("Enter");
    await expect(page.getByText("The passphrase is changed.")).toBeVisible();
  });

  await test.step("another recovery code", async () => {
    await page.goto(new URL("/protect/code", page.url()).href);
    // No code is shown to somebody who could not use it.
    await expect(page.getByLabel("Passphrase", { exact: true })).toBeFocused();
    await page.keyboard.type(PASSPHRASE);
    await page.keyboard.press("Enter");
    await expect(page.getByText("That is not the passphrase.")).toBeVisible();
    await expect(page.getByLabel("Passphrase", { exact: true })).toBeFocused();
    await expect(page.getByLabel("Passphrase", { exact: true })).toHaveValue("");
    await page.keyboard.type("seven grey stones");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Your recovery code" }).waitFor();
    const code = await readCode(page);
    await page.keyboard.press("Enter");
    await typeGroupsBack(page, code);
    await expect(page.getByText("The new recovery code is the one that counts.")).toBeVisible();
  });

  await test.step("the new passphrase unlocks", async () => {
    await page.keyboard.press("ControlOrMeta+l");
    await locked(page).waitFor();
    await unlock(page, "seven grey stones");
    await expect(page.getByRole("button", { name: "Lock" })).toBeVisible();
  });

  await test.step("taken away: nothing to lock any more", async () => {
    await page.goto(new URL("/protect/remove", page.url()).href);
    await expect(page.getByLabel("Passphrase", { exact: true })).toBeFocused();
    await page.keyboard.type("seven grey stones");
    await page.keyboard.press("Enter");
    await expect(page.getByText("not protected by a passphrase any more")).toBeVisible();
    await expect(page.getByRole("button", { name: "Lock" })).toBeHidden();
  });

  await test.step("not protected, there is nothing to change", async () => {
    for (const address of ["/protect/change", "/protect/code", "/protect/remove"]) {
      await page.goto(new URL(address, page.url()).href);
      await expect(page).toHaveURL(/\/settings$/);
    }
    await expect(page.getByText("Not protected by a passphrase").first()).toBeVisible();
  });
});

test("a passphrase that is too long is said before a code is shown", async ({ host }) => {
  const page = await host.window();
  await ritualPage(page).openNotebook();
  await page.getByText("first reflection").waitFor();
  await page.goto(new URL("/protect", page.url()).href);
  const first = page.getByLabel("Passphrase", { exact: true });
  // Two bytes each, and half as many letters as bytes are allowed.
  await first.fill("é".repeat(513));
  await page.getByLabel("Once more").fill("é".repeat(513));
  await expect(page.getByRole("alert")).toContainText("too long for a passphrase");
  await page.keyboard.press("Enter");
  await expect(first).toBeFocused();
  await first.fill("é".repeat(512));
  await expect(page.getByRole("alert")).toBeHidden();
  await page.getByLabel("Once more").fill("é".repeat(512));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Your recovery code" })).toBeVisible();
});

test("a code that the program has forgotten is replaced by another one", async ({ host }) => {
  test.skip(!host.pageSurvives, "the desktop's page ends with its program");
  const page = await host.window();
  await ritualPage(page).openNotebook();
  await page.getByText("first reflection").waitFor();
  await page.goto(new URL("/protect", page.url()).href);
  await page.getByLabel("Passphrase", { exact: true }).fill(PASSPHRASE);
  await page.getByLabel("Once more").fill(PASSPHRASE);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Your recovery code" }).waitFor();
  const forgotten = await readCode(page);
  await page.keyboard.press("Enter");
  await host.startAgain();
  await typeGroupsBack(page, forgotten);
  await expect(
    page.getByText("The code that was shown before is not good any more."),
  ).toBeVisible();
  const code = await readCode(page);
  expect(code).not.toEqual(forgotten);
  await page.keyboard.press("Enter");
  await typeGroupsBack(page, code);
  await expect(page.getByText("Your journal is protected by the passphrase.")).toBeVisible();
});

/** Hides the page and shows it again, as a browser does with a tab. */
async function setVisible(page: Page, isVisible: boolean): Promise<void> {
  await page.evaluate(
    (state) => {
      Object.defineProperty(document, "visibilityState", { configurable: true, get: () => state });
      document.dispatchEvent(new Event("visibilitychange"));
    },
    isVisible ? "visible" : "hidden",
  );
}

test("a page that comes back after a while shows nothing before it is known to be open", async ({
  host,
}) => {
  test.skip(!host.pageSurvives, "the desktop's page is told, hidden or not");
  const page = await host.window();
  const { answer, saved } = ritualPage(page);
  await ritualPage(page).openNotebook();
  await protect(page);
  await page.clock.install();
  await page.getByText("first reflection").waitFor();
  await page.keyboard.press("Enter");
  await toWriting(page);
  await expect(answer).toBeFocused();
  await page.keyboard.type("nobody but me");
  await page.clock.runFor(1000);
  await expect(saved).toBeVisible();

  let isAnswering = true;
  await page.route("**/rpc/journal/state", async (route) => {
    if (isAnswering) await route.continue();
    else await route.abort();
  });

  await test.step("hidden for a moment, it is there at once", async () => {
    isAnswering = false;
    await setVisible(page, false);
    await page.clock.runFor(10_000);
    await setVisible(page, true);
    await expect(answer).toBeVisible();
  });

  await test.step("nobody answers: covered, and said", async () => {
    await setVisible(page, false);
    await page.clock.runFor(31_000);
    await setVisible(page, true);
    await expect(answer).toBeHidden();
    await expect(page.getByText("Stepback does not answer.")).toBeVisible();
  });

  await test.step("open after all: as it was, with the caret where it was", async () => {
    isAnswering = true;
    await page.clock.runFor(1500);
    await expect(answer).toBeVisible();
    await expect(answer).toBeFocused();
    await page.keyboard.type(" and me");
    await expect(answer).toHaveText("nobody but me and me");
  });

  await test.step("locked meanwhile: nothing of it is seen again", async () => {
    await page.clock.runFor(1000);
    await expect(saved).toBeVisible();
    await setVisible(page, false);
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.getByRole("textbox").waitFor();
    await other.keyboard.press("ControlOrMeta+l");
    await locked(other).waitFor();
    isAnswering = false;
    await page.clock.runFor(31_000);
    await setVisible(page, true);
    await expect(answer).toBeHidden();
    isAnswering = true;
    await page.clock.runFor(1500);
    await expect(locked(page)).toBeVisible();
    expect(await page.content()).not.toContain("nobody but me");
  });
});

test("it locks by itself after the time set without anybody", async ({ host }) => {
  const page = await host.window();
  await ritualPage(page).openNotebook();
  await protect(page);
  await page.clock.install();
  await page.reload();
  await page.getByText("first reflection").waitFor();
  await page.clock.runFor("03:00");
  await page.mouse.move(20, 20);
  await page.clock.runFor("03:00");
  await expect(page.getByText("first reflection")).toBeVisible();

  await test.step("somebody in another window of the journal is somebody", async () => {
    test.skip(!host.pageSurvives, "the desktop has one window");
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.getByText("first reflection").waitFor();
    await other.mouse.move(20, 20);
    await page.clock.runFor("04:00");
    await other.mouse.move(40, 40);
    await page.clock.runFor("04:00");
    await expect(page.getByText("first reflection")).toBeVisible();
    await other.close();
  });

  await page.clock.runFor("02:00");
  await expect(locked(page)).toBeVisible();
});

test("what could not be written is kept unseen, and written once the journal is unlocked", async ({
  host,
}) => {
  const page = await host.window();
  const ritual = ritualPage(page);
  await ritual.openNotebook();
  await protect(page);
  await page.getByText("first reflection").waitFor();
  await page.keyboard.press("Enter");
  await toWriting(page);
  await page.route("**/rpc/entries/saveSection", (route) => route.abort());
  await page.keyboard.type("nowhere else");
  await expect(page.getByText("Not saved yet.").first()).toBeVisible();
  await page.keyboard.press("ControlOrMeta+l");
  await expect(page.getByText("What you wrote last could not be saved.")).toBeVisible();
  expect(await page.content()).not.toContain("nowhere else");
  await page.unroute("**/rpc/entries/saveSection");
  await unlock(page, PASSPHRASE);
  await expect(ritual.answer).toHaveText("nowhere else");
  await page.reload();
  await expect(ritual.answer).toHaveText("nowhere else");
});

test("first run can protect the notebook at once", async ({ host }) => {
  const page = await host.window();
  await tabTo(page, "button", "Protect it with a passphrase");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Choose a passphrase" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByText("first reflection")).toBeVisible();
});
