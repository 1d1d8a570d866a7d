import type { Page } from "@playwright/test";
import { expect, type Host, test } from "./host.ts";
import { tabTo } from "./tab-to.ts";
import { fillJournal, VIEW_GROUPS } from "./views.ts";

const SILENCE = "Which silence did you fill this week?";

async function answerTwice(host: Host): Promise<void> {
  await fillJournal(host);
  const text = await host.file("The one on the telephone.");
  await host.command("answer", "listening-04", text, "--week", "2025-W50", "--date", "2025-12-12");
}

const question = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const count = (page: Page) => page.getByRole("main").getByRole("status");

test("a prompt is found, opened, and left for an earlier answer and back, by keyboard alone", async ({
  host,
}) => {
  await answerTwice(host);
  const page = await host.window();
  await page.getByRole("heading", { level: 1 }).waitFor();

  await test.step("the place", async () => {
    await page.keyboard.press("ControlOrMeta+6");
    await expect(page).toHaveURL(/\/prompts$/);
    await expect(page.getByRole("link", { name: "Prompts" })).toHaveAttribute(
      "aria-current",
      "page",
    );
    await expect(count(page)).toHaveText("104 prompts");
    await expect(page.getByText("Four are chosen each week.")).toBeVisible();
  });

  await test.step("find, and on to what was found", async () => {
    await tabTo(page, "Find a prompt");
    await page.keyboard.type("SILÉNCE fill");
    await expect(count(page)).toHaveText("1 of 104 prompts");
    await page.keyboard.press("ArrowDown");
    await expect(question(page, SILENCE)).toBeFocused();
    await expect(page.getByText("Answered twice, last in week 45.")).toBeVisible();
  });

  await test.step("open: follow-ups, source and answers", async () => {
    await page.keyboard.press("Enter");
    await expect(question(page, SILENCE)).toHaveAttribute("aria-expanded", "true");
    await expect(page.getByText("What might have come if you had counted to eight?")).toBeVisible();
    await expect(page.getByText("From Leading peers, Listen more than you speak.")).toBeVisible();
    await expect(page.getByRole("definition").getByRole("link")).toHaveText([
      "Week 45, 6 November",
      "Week 50, 12 December 2025",
    ]);
  });

  await test.step("to the older answer and back to where one was", async () => {
    await tabTo(page, "Week 50");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("article")).toContainText("The one on the telephone.");
    await page.keyboard.press("ControlOrMeta+[");
    await expect(question(page, SILENCE)).toBeFocused();
    await expect(question(page, SILENCE)).toHaveAttribute("aria-expanded", "true");
    await expect(page.getByRole("textbox")).toHaveValue("SILÉNCE fill");
  });

  await test.step("Esc: one level out each", async () => {
    await page.keyboard.press("Escape");
    await expect(question(page, SILENCE)).toHaveAttribute("aria-expanded", "false");
    await tabTo(page, "Find a prompt");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("textbox")).toHaveValue("");
    await expect(count(page)).toHaveText("104 prompts");
  });
});

test("the library is narrowed by theme, source or time, one at a time, and each is an address", async ({
  host,
}) => {
  await host.command("init");
  const page = await host.window();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.keyboard.press("ControlOrMeta+6");
  const chosen = page.getByRole("complementary").locator("[aria-current=true]");
  await expect(chosen).toHaveText("All 104");

  await tabTo(page, "Listening");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\?theme=listening$/);
  await expect(chosen).toHaveText("Listening 10");
  await expect(count(page)).toHaveText("10 of 104 prompts");

  await tabTo(page, "Quarterly");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\?asked=quarterly$/);
  await expect(chosen).toHaveText("Quarterly 10");
  await expect(page.getByText("Quarterly. Not yet answered.").first()).toBeVisible();

  await page.keyboard.press("ControlOrMeta+[");
  await expect(chosen).toHaveText("Listening 10");
  await page.keyboard.press("ControlOrMeta+]");
  await expect(chosen).toHaveText("Quarterly 10");

  await page.getByRole("textbox").fill("zebra");
  await expect(page.getByText("None of these prompts has “zebra” in it.")).toBeVisible();
  await tabTo(page, "Show all prompts");
  await page.keyboard.press("Enter");
  await expect(chosen).toHaveText("All 104");
  await expect(page.getByRole("textbox")).toHaveValue("");
  await page.keyboard.press("ControlOrMeta+[");
  await expect(page.getByRole("textbox")).toHaveValue("zebra");
});

test("a list that is chosen from the middle of another begins at its top", async ({ host }) => {
  await host.command("init");
  const page = await host.window();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.keyboard.press("ControlOrMeta+6");
  await expect(count(page)).toHaveText("104 prompts");
  await page.keyboard.press("End");
  const first = question(page, /^Which conversation this week/);
  await expect(first).not.toBeInViewport();
  await page.getByRole("link", { name: /^Weekly/ }).click();
  await expect(first).toBeInViewport();
});

test("what is opened at once keeps the words that were typed before", async ({ host }) => {
  await host.command("init");
  const page = await host.window();
  await page.getByRole("link", { name: "Prompts" }).click();
  const field = page.getByRole("textbox", { name: "Find a prompt" });
  await field.fill("silence");
  await expect(page).toHaveURL(/find=silence$/);
  // In one task, so that the page has not been drawn with the words when a prompt is opened.
  await field.evaluate((input: HTMLInputElement) => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(
      input,
      "silenc",
    );
    input.dispatchEvent(new Event("input", { bubbles: true }));
    document.querySelector<HTMLElement>(".prompt-question")?.click();
  });
  await expect(page).toHaveURL(/\/prompts\/.+find=silenc$/);
});

test("keys move through the list, and one prompt is open at a time", async ({ host }) => {
  await host.command("init");
  const page = await host.window();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.keyboard.press("ControlOrMeta+6");
  const questions = page.getByRole("main").getByRole("heading", { level: 3 }).getByRole("button");
  await expect(questions).toHaveCount(104);
  for (const [key, index] of [
    ["j", 0],
    ["ArrowDown", 1],
    ["k", 0],
    ["ArrowUp", 0],
    ["End", 103],
    ["j", 103],
    ["Home", 0],
  ] as const) {
    await page.keyboard.press(key);
    await expect(questions.nth(index)).toBeFocused();
  }
  await page.keyboard.press("Enter");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(questions.nth(0)).toHaveAttribute("aria-expanded", "false");
  await expect(questions.nth(1)).toHaveAttribute("aria-expanded", "true");
  await expect(page.getByRole("term")).toHaveText(["Follow-ups"]);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("term")).toHaveCount(0);
});

test("a screen reader is told the same in an order that makes sense", async ({ host }) => {
  await answerTwice(host);
  const page = await host.window();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.goto(new URL("/prompts/listening-04?theme=listening&find=silence", page.url()).href);
  await page.getByRole("link", { name: "Week 50" }).waitFor();
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - status: 1 of 104 prompts
      - heading "Prompts" [level=1]
      - paragraph: Four are chosen each week. The theme you have not answered for longest comes first.
      - textbox "Find a prompt": silence
      - complementary "Themes, sources and times":
        - heading "Themes" [level=2]
        - list "Themes":
          - listitem:
            - link "All 104"
          - listitem:
            - link "Planning ahead 11"
        - heading "Where from" [level=2]
        - list "Where from":
          - listitem:
            - link "Stepping back 64"
          - listitem:
            - link "Leading peers 40"
        - heading "Asked" [level=2]
        - list "Asked":
          - listitem:
            - link "Weekly 63"
      - heading "Listening" [level=2]
      - list "Listening":
        - listitem:
          - heading "Which silence did you fill this week?" [level=3]:
            - button "Which silence did you fill this week?" [expanded]
          - paragraph: Answered twice, last in week 45. From Leading peers, Listen more than you speak.
          - term: Follow-ups
          - definition:
            - paragraph: What might have come if you had counted to eight?
            - paragraph: With whom will you try the eight?
          - term: Answers
          - definition:
            - paragraph:
              - link "Week 45, 6 November"
            - paragraph:
              - link "Week 50, 12 December 2025"
  `);
});

test("what takes long says so, and what fails says what to do", async ({ host }) => {
  test.skip(!host.pageSurvives, "calls are held back and the host ended under a page in a browser");
  await host.command("init");
  const page = await host.window();
  await page.getByRole("heading", { level: 1 }).waitFor();
  let letGo = (): void => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route("**/rpc/prompts/list", async (route) => {
    await held;
    await route.continue();
  });
  await page.keyboard.press("ControlOrMeta+6");
  await expect(page.getByText("Reading the prompts.")).toBeVisible();
  letGo();
  await expect(count(page)).toHaveText("104 prompts");

  await page.goto(new URL("/", page.url()).href);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await host.kill();
  await page.keyboard.press("ControlOrMeta+6");
  await expect(page.getByRole("main").getByRole("alert")).toHaveText(
    "Stepback does not answer. Start it again.",
  );
});

test("a journal that is only read shows its prompts too", async ({ host }) => {
  const damaged = VIEW_GROUPS.find(({ name }) => name === "a damaged journal");
  await damaged?.prepare(host);
  const page = await host.window();
  await page.getByText("Open what can be read, without writing").click();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Go to the timeline" }).waitFor();
  await page.keyboard.press("ControlOrMeta+6");
  await expect(count(page)).toHaveText("104 prompts");
  await question(page, SILENCE).press("Enter");
  await expect(page.getByRole("link", { name: "Week 45, 6 November" })).toBeVisible();
});
