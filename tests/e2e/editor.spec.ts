import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, type Host, test } from "./host.ts";
import { ritualPage } from "./ritual-page.ts";
import { fillJournal } from "./views.ts";

/** A page in the first prompt, with the focus in its editor. */
async function write(
  host: Host,
  options: { width?: number; colorScheme?: "light" | "dark" } = {},
): Promise<Page> {
  const page = await host.window(options);
  await ritualPage(page).openNotebook();
  await ritualPage(page).begin();
  await expect(ritualPage(page).answer).toBeFocused();
  return page;
}

/** A small picture as a clipboard brings it. */
async function pastePicture(page: Page, type = "image/png"): Promise<void> {
  await ritualPage(page).answer.evaluate(async (element, mime) => {
    const canvas = document.createElement("canvas");
    canvas.width = 300;
    canvas.height = 120;
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
    const data = new DataTransfer();
    data.items.add(new File([blob ?? ""], "board.png", { type: mime }));
    element.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, type);
}

async function pasteText(page: Page, text: string): Promise<void> {
  await ritualPage(page).answer.evaluate((element, words) => {
    const data = new DataTransfer();
    data.setData("text/plain", words);
    element.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, text);
}

const toolbar = (page: Page, name: string) => page.getByRole("toolbar", { name });

test("a selection opens its bubble, which is used by keyboard, and Esc goes one level out", async ({
  host,
}) => {
  const page = await write(host);
  const { answer } = ritualPage(page);
  await page.keyboard.type("being early");
  await expect(toolbar(page, "Format")).toBeHidden();
  await page.keyboard.press("ControlOrMeta+Shift+ArrowLeft");
  await expect(toolbar(page, "Format")).toBeVisible();
  await page.keyboard.press("Alt+F10");
  await expect(page.getByRole("button", { name: "Bold" })).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("button", { name: "Italic" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Italic" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await expect(answer.locator("em")).toHaveText("early");
  await page.keyboard.press("Escape");
  await expect(answer).toBeFocused();
  await expect(toolbar(page, "Format")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(toolbar(page, "Format")).toBeHidden();
  await expect(answer).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: /Go on/ })).toBeVisible();
});

test("what is typed as Markdown and as plain quotes is set as one types, and undone at once", async ({
  host,
}) => {
  const page = await write(host);
  const { answer } = ritualPage(page);
  await page.keyboard.type("He said \"it's");
  await expect(answer).toHaveText("He said “it’s");
  await page.keyboard.type(" 5'10\"");
  await expect(answer).toHaveText("He said “it’s 5′10″");
  await page.keyboard.press("ControlOrMeta+z");
  await expect(answer).toHaveText('He said “it’s 5′10"');
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("Delete");
  await page.keyboard.type("# Title\n> quote\n\n- [x] done\nopen\n\n\n1. first\n\n");
  await page.keyboard.type("**bold** *slanted* ~~gone~~ `it's` [words](example.org) end\n---");
  await expect(answer.locator("h1")).toHaveText("Title");
  await expect(answer.locator("blockquote")).toHaveText("quote");
  await expect(answer.locator("li[data-checked=true]")).toHaveText(/done/);
  await expect(answer.locator("ol li")).toHaveText("first");
  await expect(answer.locator("strong")).toHaveText("bold");
  await expect(answer.locator("em")).toHaveText("slanted");
  await expect(answer.locator("s")).toHaveText("gone");
  await expect(answer.locator("code")).toHaveText("it's");
  await expect(answer.locator("a")).toHaveAttribute("href", "https://example.org");
  await expect(answer.locator("hr")).toHaveCount(1);
});

test("the menu under / is found, narrowed, taken and left by keyboard", async ({ host }) => {
  const page = await write(host);
  const { answer } = ritualPage(page);
  const menu = page.getByRole("listbox", { name: "Insert" });
  await page.keyboard.type("and/or");
  await expect(menu).toBeHidden();
  await page.keyboard.type(" /ta");
  await expect(menu.getByRole("option")).toHaveText(["Tasks[ ]", "Table"]);
  await expect(answer).toHaveAttribute("aria-activedescendant", /-0$/);
  await page.keyboard.press("Escape");
  await expect(menu).toBeHidden();
  await expect(answer).toHaveText("and/or /ta");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("Delete");
  await page.keyboard.type("/tab");
  await expect(menu.getByRole("option", { name: "Table" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(answer.locator("th")).toHaveCount(3);
  await expect(answer).not.toHaveAttribute("aria-activedescendant");

  await page.keyboard.type("a");
  for (let cell = 0; cell < 9; cell += 1) await page.keyboard.press("Tab");
  await expect(answer.locator("tr")).toHaveCount(4);
  await page.keyboard.type("last");
  await page.keyboard.press("Shift+Tab");
  await expect(toolbar(page, "Table")).toBeVisible();
  await page.keyboard.press("Alt+F10");
  await expect(page.getByRole("button", { name: "Add row" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(answer.locator("tr")).toHaveCount(5);
});

test("arrow keys lead out of a table and of code that nothing stands above", async ({ host }) => {
  const page = await write(host);
  const { answer } = ritualPage(page);
  for (const begin of ["/table", "/code"]) {
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.press("Delete");
    await page.keyboard.type(begin);
    await page.getByRole("option").first().waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.type("inside");
    for (let key = 0; key < 10; key += 1) await page.keyboard.press("ArrowDown");
    await page.keyboard.type("below");
    await expect(answer.locator("> p").last()).toHaveText("below");
    await page.keyboard.press("ControlOrMeta+Home");
    // The browser tells of a caret that it moved a moment later.
    await page.waitForTimeout(200);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.type("above");
    await expect(answer.locator("> p").first()).toHaveText("above");
  }
});

test("a link says where it leads, in the text and where it is read, before it is opened", async ({
  host,
}) => {
  const page = await write(host);
  const { answer } = ritualPage(page);
  await page.keyboard.type("[https://bank.example](https://user@evil.example/bank) and more");
  await answer.locator("a").click();
  await expect(toolbar(page, "Link")).toBeVisible();
  await expect(page.locator(".bubble-host")).toHaveText("Link to evil.example");
  await page.getByRole("button", { name: "Change" }).click();
  const field = page.getByRole("textbox", { name: "Address" });
  await field.fill("no address");
  await page.keyboard.press("Enter");
  await expect(page.getByText("This is no address.")).toBeVisible();
  await field.fill("https://xn--80ak6aa92e.example/");
  await page.keyboard.press("Enter");
  await expect(answer).toBeFocused();
  await expect(answer.locator("a")).toHaveAttribute("href", "https://xn--80ak6aa92e.example/");
  await expect(ritualPage(page).saved).toBeVisible();

  const opened: string[] = [];
  page.context().on("page", (other) => opened.push(other.url()));
  await page.goto(new URL("/timeline", page.url()).href);
  await page.getByRole("article").getByRole("link", { name: "https://bank.example" }).click();
  await expect(page.getByRole("dialog", { name: "Link" })).toContainText("xn--80ak6aa92e.example");
  await expect(page.getByRole("button", { name: "Open" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  expect(opened).toEqual([]);
});

test("an address that is pasted over words links them", async ({ host }) => {
  const page = await write(host);
  const { answer } = ritualPage(page);
  await page.keyboard.type("the report");
  await page.keyboard.press("ControlOrMeta+a");
  await pasteText(page, "https://example.org/report");
  await expect(answer.locator("a[href='https://example.org/report']")).toHaveText("the report");
});

test("what can be undone is there again after another prompt, and stays in its own", async ({
  host,
}) => {
  const page = await write(host);
  const ritual = ritualPage(page);
  await page.keyboard.type("first");
  await expect(ritual.saved).toBeVisible();
  await ritual.next.click();
  await expect(page).toHaveURL(/write\/2$/);
  await expect(ritual.answer).toBeFocused();
  await page.keyboard.type("second");
  await page.keyboard.press("ControlOrMeta+[");
  await expect(ritual.answer).toHaveText("first");
  await page.keyboard.press("ControlOrMeta+z");
  await expect(ritual.answer).toHaveText("");
  await page.keyboard.press("ControlOrMeta+z");
  await page.keyboard.press("ControlOrMeta+Shift+z");
  await expect(ritual.answer).toHaveText("first");
  await ritual.next.click();
  await expect(ritual.answer).toHaveText("second");
});

test("a picture is kept, described, shown where it is read, and can be undone", async ({
  host,
}) => {
  const page = await write(host);
  const { answer, saved } = ritualPage(page);
  await page.keyboard.type("Before ");
  await pastePicture(page);
  await expect(answer.getByRole("img")).toHaveAttribute("src", /^data:image\/png/);
  await expect(answer.getByRole("img")).toHaveAttribute("width", "300");
  await answer.getByRole("img").click();
  await page.getByRole("textbox", { name: "What the picture shows" }).fill("A whiteboard");
  await page.keyboard.press("Enter");
  await expect(answer.getByRole("img", { name: "A whiteboard" })).toBeVisible();
  await expect(page.locator(".ProseMirror")).toBeFocused();
  await page.keyboard.press("Delete");
  await expect(answer.getByRole("img")).toHaveCount(0);
  await page.keyboard.press("ControlOrMeta+z");
  await expect(answer.getByRole("img", { name: "A whiteboard" })).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.type(" after");
  await expect(saved).toBeVisible();
  await page.goto(new URL("/timeline", page.url()).href);
  await expect(page.getByRole("article").getByRole("img", { name: "A whiteboard" })).toBeVisible();
});

test("a file that is no picture is refused in a sentence", async ({ host }) => {
  const page = await write(host);
  await ritualPage(page).answer.evaluate((element) => {
    const data = new DataTransfer();
    data.items.add(new File(["<svg onload='__pwned=1'/>"], "x.svg", { type: "image/svg+xml" }));
    element.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
    );
  });
  await expect(page.getByText("This is not a picture that can be kept.")).toBeVisible();
  await expect(ritualPage(page).answer.locator(".picture")).toHaveCount(0);
});

test("the editor reads as sense", async ({ host }) => {
  const page = await write(host);
  // The hint is the field's, and no content of it.
  await expect(ritualPage(page).answer).toMatchAriaSnapshot(`
    - textbox "Where did you fail to step back this week?":
      - paragraph
  `);
  await pasteText(
    page,
    "# What I saw\n\n- one\n- two\n\n---\n\n- [x] call her\n\n| who | when |\n| - | - |\n| Ana | Friday |\n\nSee [the page](https://example.org).\n\nEnd",
  );
  await page.keyboard.press("ControlOrMeta+End");
  await pastePicture(page);
  await expect(ritualPage(page).answer.getByRole("img")).toHaveAttribute("src", /^data/);
  await expect(ritualPage(page).answer).toMatchAriaSnapshot(`
    - textbox "Where did you fail to step back this week?":
      - heading "What I saw" [level=1]
      - list:
        - listitem:
          - paragraph: one
        - listitem:
          - paragraph: two
      - separator
      - list:
        - listitem:
          - checkbox "call her" [checked]
          - paragraph: call her
      - table:
        - rowgroup:
          - row "who when":
            - columnheader "who":
              - paragraph: who
            - columnheader "when":
              - paragraph: when
          - row "Ana Friday":
            - cell "Ana":
              - paragraph: Ana
            - cell "Friday":
              - paragraph: Friday
      - paragraph:
        - text: See
        - link "the page":
          - /url: https://example.org
        - text: .
      - paragraph:
        - text: End
        - img "Picture"
  `);
});

test("a key right after one that moved the caret acts where the caret is", async ({ host }) => {
  const page = await write(host);
  const { answer } = ritualPage(page);
  for (let round = 0; round < 12; round += 1) {
    await page.keyboard.type("one two");
    await page.keyboard.press("Shift+ArrowLeft");
    await page.keyboard.press("Shift+ArrowLeft");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
  }
  await expect(answer.locator("p").filter({ hasText: /^one two$/ })).toHaveCount(12);
});

test("in a long text the caret, a selection and the arrival find their place", async ({ host }) => {
  const page = await write(host);
  const { answer, saved } = ritualPage(page);
  const lines = Array.from({ length: 400 }, (_line, index) => `Line ${index} of a long text.`);
  await pasteText(page, lines.join("\n"));
  await expect(answer.locator("> p")).toHaveCount(400);
  await page.keyboard.press("ControlOrMeta+Home");
  const at = () =>
    page.evaluate(() => {
      const { anchorNode } = getSelection() ?? {};
      const block = anchorNode?.parentElement?.closest(".ProseMirror > p");
      return [...(block?.parentElement?.children ?? [])].indexOf(block as Element);
    });
  for (let line = 1; line <= 40; line += 1) {
    await page.keyboard.press("ArrowDown");
    await expect.poll(at).toBe(line);
  }
  // What is typed as Markdown becomes what it says there too.
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.keyboard.type("> ");
  await expect(answer.locator("blockquote")).toHaveCSS("content-visibility", "visible");
  await page.keyboard.type('quoted\n\nplain "quotes"');
  await expect(answer.locator("blockquote")).toHaveText("quoted");
  await expect(answer.getByText("plain “quotes”")).toBeVisible();
  await page.keyboard.press("ControlOrMeta+End");
  await expect(answer.locator("> p").last()).toBeInViewport();
  await page.keyboard.press("ControlOrMeta+Home");
  await expect(answer.locator("> p").first()).toBeInViewport();
  await page.keyboard.press("ControlOrMeta+Shift+End");
  const selected = await page.evaluate(() => getSelection()?.toString() ?? "");
  expect(selected).toContain("Line 399 of a long text.");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.type(" The end");
  await expect(saved).toBeVisible();
  // The place is remembered at most 400 ms after it changed.
  await page.waitForTimeout(600);
  await page.reload();
  await expect(answer).toBeFocused();
  await expect(answer.locator("> p").last()).toBeInViewport();
});

for (const width of [1280, 720]) {
  test(`axe finds nothing in the bubbles and the menu, ${width} wide`, async ({ host }) => {
    test.setTimeout(120_000);
    const page = await write(host, { width });
    await page.evaluate(() => {
      for (const element of document.querySelectorAll<HTMLElement>(".ritual, .ritual-main")) {
        element.style.backgroundImage = "none";
        element.style.maskImage = "none";
      }
    });
    const audit = async (what: string): Promise<void> => {
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        const { violations } = await new AxeBuilder({ page }).analyze();
        const found = violations.flatMap(({ id, nodes }) =>
          nodes.map(({ html }) => `${id} ${html}`),
        );
        expect(found, `${what}, ${colorScheme}`).toEqual([]);
      }
    };
    await page.keyboard.type("some words ");
    await page.keyboard.type("/");
    await page.getByRole("listbox").waitFor();
    await audit("menu");
    await page.keyboard.press("Escape");
    await page.keyboard.press("ControlOrMeta+a");
    await toolbar(page, "Format").waitFor();
    await audit("format");
    await page.getByRole("button", { name: "Link", exact: true }).click();
    await expect(page.getByRole("textbox", { name: "Address" })).toBeFocused();
    await page.keyboard.type("no");
    await page.keyboard.press("Enter");
    await page.getByText("This is no address.").waitFor();
    await audit("address");
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("https://example.org");
    await page.keyboard.press("Enter");
    await expect(ritualPage(page).answer).toBeFocused();
    await ritualPage(page)
      .answer.locator("a")
      .click({ position: { x: 20, y: 10 } });
    await toolbar(page, "Link").waitFor({ timeout: 10_000 });
    await audit("link");
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.type("\n/tabl");
    await page.getByRole("listbox").waitFor();
    await page.keyboard.press("Enter");
    await toolbar(page, "Table").waitFor();
    // A column without a name is the writer's affair.
    for (const name of ["who", "what", "when"]) {
      await page.keyboard.type(name);
      await page.keyboard.press("Tab");
    }
    await audit("table");
  });
}

/** Pastes a picture of each colour at once; one without a colour is no picture. */
async function pasteFiles(page: Page, colours: readonly (string | null)[]): Promise<void> {
  await page.getByRole("textbox", { name: "Text" }).evaluate(async (element, fills) => {
    const data = new DataTransfer();
    for (const fill of fills) {
      const canvas = document.createElement("canvas");
      canvas.width = 40;
      canvas.height = 20;
      const context = canvas.getContext("2d");
      if (context === null) return;
      context.fillStyle = fill ?? "";
      context.fillRect(0, 0, 40, 20);
      const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
      data.items.add(
        fill === null
          ? new File(["%PDF-1.4"], "a.pdf", { type: "application/pdf" })
          : new File([blob ?? ""], `${fill}.png`, { type: "image/png" }),
      );
    }
    element.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, colours);
}

/** A new entry of the timeline, with the focus in its text. */
async function newEntry(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Timeline" }).click();
  await page.getByRole("link", { name: /auditors/ }).waitFor();
  await page.keyboard.press("n");
  await page.getByRole("textbox", { name: "Text" }).click();
}

test("an entry that a picture is on its way into is left with the picture in it", async ({
  host,
}) => {
  test.skip(!host.pageSurvives, "the desktop window's calls cannot be held back");
  await fillJournal(host);
  const page = await host.window();
  await newEntry(page);
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/rpc/attachments/keep", async (route) => {
    await held;
    await route.continue();
  });
  await pasteFiles(page, ["red"]);
  await expect(page.getByRole("img", { name: "A picture is being taken in" })).toBeVisible();
  await page.getByRole("link", { name: "Today", exact: true }).click();
  await page.getByRole("heading", { name: "Friday, 20 November" }).waitFor();
  release();
  await page.waitForTimeout(1500);
  const { total } = (await host.command("list")) as { total: number };
  expect(total).toBe(5);
  await expect(page.getByText("Not saved yet.")).toBeHidden();
  await page.goBack();
  await expect(page.getByRole("textbox", { name: "Text" }).locator(".picture img")).toHaveCount(1);
});

test("a picture keeps its place while another window's text is taken over", async ({ host }) => {
  test.skip(!host.pageSurvives, "one desktop window opens a journal");
  await host.command("init");
  await host.command("write", await host.file("Here."), "--title", "One");
  const page = await host.window();
  await page.getByRole("link", { name: "Timeline" }).click();
  await page.getByRole("button", { name: "Edit" }).click();
  const text = page.getByRole("textbox", { name: "Text" });
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/rpc/attachments/keep", async (route) => {
    await held;
    await route.continue();
  });
  const other = await page.context().newPage();
  await other.goto(page.url());
  const otherText = other.getByRole("textbox", { name: "Text" });
  await expect(otherText).toHaveText("Here.");
  await page.bringToFront();
  await text.click();
  await page.keyboard.press("ControlOrMeta+End");
  await pasteFiles(page, ["red"]);
  await other.bringToFront();
  await otherText.click();
  await other.keyboard.press("ControlOrMeta+Home");
  await other.keyboard.type("more ");
  await expect(other.getByText(/^Saved \d\d:\d\d$/)).toBeVisible();
  await page.bringToFront();
  await expect(text).toContainText("more Here.", { timeout: 15_000 });
  await expect(page.getByText(/^Saved \d\d:\d\d$/)).toBeHidden();
  release();
  await expect(text.locator(".picture img")).toHaveCount(1);
  await expect(text.locator("p").first()).toHaveText("more Here.");
  await expect(text.locator("p").first().locator(".picture img")).toHaveCount(1);
  await expect(page.getByText(/^Saved \d\d:\d\d$/)).toBeVisible();
});

test("what is selected gives way to pictures in their order, and not to a file that is refused", async ({
  host,
}) => {
  test.skip(!host.pageSurvives, "the desktop window's calls cannot be held back");
  await fillJournal(host);
  const page = await host.window();
  await newEntry(page);
  const text = page.getByRole("textbox", { name: "Text" });
  await page.keyboard.type("Words that matter");
  await page.keyboard.press("ControlOrMeta+a");
  await pasteFiles(page, [null]);
  await expect(page.getByText("This is not a picture that can be kept.")).toBeVisible();
  await expect(text).toHaveText("Words that matter");

  // The first to be asked for is the last to be there.
  let asked = 0;
  await page.route("**/rpc/attachments/keep", async (route) => {
    asked += 1;
    await new Promise((resolve) => setTimeout(resolve, asked === 1 ? 800 : 0));
    await route.continue();
  });
  await text.focus();
  await page.keyboard.press("ControlOrMeta+a");
  await expect
    .poll(() => page.evaluate(() => getSelection()?.toString()))
    .toBe("Words that matter");
  await pasteFiles(page, [null, "red", "lime", "blue"]);
  await expect(text.locator(".picture img")).toHaveCount(3);
  await expect(text.locator(".picture:not(.is-reading)")).toHaveCount(3);
  await expect(text).not.toContainText("Words");
  const colours = await text.locator(".picture img").evaluateAll((images) =>
    Promise.all(
      images.map(async (image) => {
        if (!(image instanceof HTMLImageElement)) return "";
        await image.decode();
        const context = document.createElement("canvas").getContext("2d");
        context?.drawImage(image, 0, 0);
        return [...(context?.getImageData(5, 5, 1, 1).data ?? [])].slice(0, 3).join();
      }),
    ),
  );
  expect(colours).toEqual(["255,0,0", "0,255,0", "0,0,255"]);
});
