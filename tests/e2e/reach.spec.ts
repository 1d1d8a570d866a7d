import type { Page } from "@playwright/test";
import { expect, test } from "./host.ts";
import { fillJournal, VIEW_GROUPS } from "./views.ts";

// Every control of every view can be reached with Tab (and the arrows, inside a group of which one
// takes the focus for all), shows where the focus is, and no view has to be scrolled sideways.

/** At 200 percent zoom a window of 1280 is 640 wide. */
const WIDTHS = [640, 720, 860, 1100, 1280, 1600];
/** More than any view has controls. */
const MOST_STOPS = 250;

/** Names the controls on the screen that Tab has to come to, each once, and marks them. */
function markControls(): string[] {
  const CONTROLS =
    "a[href], button, input, textarea, select, [contenteditable=true], [tabindex='0']";
  const marked: string[] = [];
  for (const element of document.querySelectorAll<HTMLElement>(CONTROLS)) {
    if (!element.checkVisibility({ visibilityProperty: true }) || element.matches(":disabled"))
      continue;
    if (element.closest("[inert], [aria-hidden=true]") !== null) continue;
    // One of a group takes the focus, and the arrows move it: whoever has tabindex -1 waits for them.
    if (element.tabIndex < 0) continue;
    const [first] =
      element
        .closest("[role=radiogroup], [role=toolbar]")
        ?.querySelectorAll<HTMLElement>("[data-control]") ?? [];
    element.dataset["control"] = first?.dataset["control"] ?? String(marked.length);
    if (first !== undefined) continue;
    marked.push(element.getAttribute("aria-label") ?? (element.textContent || element.tagName));
  }
  return marked;
}

/** The mark of what has the focus, and whether it shows that it has it. */
function focused(): { mark: string | null; isSeen: boolean } {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement)) return { mark: null, isSeen: true };
  const { boxShadow, outlineStyle } = getComputedStyle(element);
  // A check and a radio show it on what is drawn for them; where one writes, the caret does.
  const drawn = element.closest("[data-focus-visible]");
  const isWriting = element.matches("[contenteditable=true], input, textarea");
  // Around a page that is scrolled it is drawn over it.
  const around = element.parentElement;
  const ring = around === null ? null : getComputedStyle(around, "::after");
  const isRinged = ring !== null && (ring.boxShadow !== "none" || ring.outlineStyle !== "none");
  const isSeen =
    boxShadow !== "none" ||
    outlineStyle !== "none" ||
    isWriting ||
    isRinged ||
    (drawn !== null && getComputedStyle(drawn).boxShadow !== "none");
  return { mark: element.dataset["control"] ?? null, isSeen };
}

async function expectAllReached(page: Page, view: string): Promise<void> {
  const controls = await page.evaluate(markControls);
  const reached = new Set<string>();
  for (let stop = 0; stop < MOST_STOPS && reached.size < controls.length; stop += 1) {
    await page.keyboard.press("Tab");
    const { mark, isSeen } = await page.evaluate(focused);
    if (mark === null) continue;
    reached.add(mark);
    expect(isSeen, `${view}: the focus shows on “${controls[Number(mark)]}”`).toBe(true);
  }
  const missed = controls.filter((_, index) => !reached.has(String(index)));
  expect(missed, `${view}: what Tab does not come to`).toEqual([]);
}

async function expectNoSidewaysScroll(page: Page, view: string): Promise<void> {
  const standing = page.viewportSize();
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    const wide = (): Promise<string[]> =>
      page.evaluate(() =>
        [document.documentElement, ...document.querySelectorAll<HTMLElement>("body *")]
          .filter((element) => {
            const { overflowX } = getComputedStyle(element);
            const scrolls = overflowX === "auto" || overflowX === "scroll";
            const isPage = element === document.documentElement;
            // Code and tables of the writer's may be wider than a page.
            if (element.closest(".body") !== null) return false;
            return (isPage || scrolls) && element.scrollWidth > element.clientWidth + 1;
          })
          .map((element) => `${element.tagName}.${element.className}`),
      );
    // What hangs on something else finds its place a moment after the page has its width.
    await expect.poll(wide, `${view}, ${width} wide`).toEqual([]);
  }
  if (standing !== null) await page.setViewportSize(standing);
}

for (const { name, prepare, views } of VIEW_GROUPS) {
  test(`${name}: every control is reached, and nothing scrolls sideways`, async ({ host }) => {
    test.setTimeout(180_000);
    await prepare(host);
    const page = await host.window({ width: 1280 });
    await page.getByRole("heading", { level: 1 }).waitFor();
    for (const view of views) {
      await view.reach(page);
      await expectNoSidewaysScroll(page, view.name);
      const before = await page.evaluateHandle(() => document.activeElement);
      await expectAllReached(page, view.name);
      // The next view is come to from where this one stood.
      await page.evaluate((element) => {
        if (element instanceof HTMLElement && element !== document.body) element.focus();
        else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      }, before);
    }
  });
}

test("a control that Tab passes over, one that hides its focus and a page too wide are found", async ({
  host,
}) => {
  const page = await host.window({ width: 1280 });
  await page.getByRole("button", { name: "Open the notebook" }).waitFor();
  await expectAllReached(page, "first run");
  await expectNoSidewaysScroll(page, "first run");
  await page.evaluate(() => {
    const hidden = document.createElement("button");
    hidden.textContent = "No ring";
    hidden.style.boxShadow = "none";
    document.body.prepend(hidden);
  });
  await expect(expectAllReached(page, "no ring")).rejects.toThrow("the focus shows on “No ring”");
  await page.evaluate(() => {
    document.querySelector("button")?.remove();
    const passedOver = document.createElement("button");
    passedOver.textContent = "Passed over";
    passedOver.addEventListener("focus", () => passedOver.blur());
    document.body.append(passedOver);
    const wide = document.createElement("p");
    wide.textContent = "Too wide";
    wide.style.width = "2000px";
    document.body.append(wide);
  });
  await expect(expectAllReached(page, "passed over")).rejects.toThrow("Passed over");
  await expect(expectNoSidewaysScroll(page, "too wide")).rejects.toThrow("too wide, 640 wide");
});

test("where the system sets the colours, the focus shows and what is chosen stays told apart", async ({
  host,
}) => {
  await fillJournal(host);
  const page = await host.window({ width: 1280 });
  await page.emulateMedia({ forcedColors: "active" });
  await page.getByRole("link", { name: "Timeline" }).click();
  await page.getByRole("link", { name: /Leaving the room/ }).click();
  await page.getByRole("article").waitFor();
  await expectAllReached(page, "timeline");
  const outlineOf = (name: RegExp) =>
    page.getByRole("link", { name }).evaluate((element) => getComputedStyle(element).outlineStyle);
  await page.getByRole("article").focus();
  expect(await outlineOf(/Leaving the room/)).toBe("solid");
  expect(await outlineOf(/The four-second rule/)).toBe("none");
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("radio", { name: "Fri" }).waitFor();
  await expectAllReached(page, "settings");
});
