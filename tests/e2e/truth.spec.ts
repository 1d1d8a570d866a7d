import { expect, test } from "./host.ts";
import { ritualPage } from "./ritual-page.ts";

// What the window says is what the journal holds, also when two things happen at once.

interface Listed {
  total: number;
  entries: { id: string; title: string }[];
}
interface Shown {
  title: string;
  commitments: { action: string; situation: string | null }[];
}

test("a week that is deleted while it is written is not said to be saved, and comes back whole", async ({
  host,
}) => {
  const page = await host.window();
  const ritual = ritualPage(page);
  await ritual.openNotebook();
  await ritual.begin();
  await page.keyboard.type("Before it was deleted.");
  await expect(ritual.saved).toBeVisible();
  const { entries } = (await host.command("list")) as Listed;
  const id = entries[0]?.id ?? "";
  await host.command("delete", id);
  await page.keyboard.type(" And after.");
  await expect(page.getByText("Not saved yet.").first()).toBeVisible();
  await expect(ritual.answer).toHaveText("Before it was deleted. And after.");
  expect(((await host.command("list")) as Listed).total).toBe(0);

  await host.command("restore", id);
  await expect(ritual.saved).toBeVisible({ timeout: 15_000 });
  expect(JSON.stringify(await host.command("show", id))).toContain(
    "Before it was deleted. And after.",
  );
});

test("a week opened again after it was deleted gives way when that is taken back", async ({
  host,
}) => {
  const page = await host.window();
  const ritual = ritualPage(page);
  await ritual.openNotebook();
  await ritual.begin();
  await page.keyboard.type("Written first.");
  await expect(ritual.saved).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "Timeline" }).click();
  await page.getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("Entry deleted.")).toBeVisible();
  await page.keyboard.press("ControlOrMeta+2");
  await expect(ritual.answer).toBeFocused();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("article")).toContainText("Written first.");
});

test("a title that was typed is kept wherever one goes", async ({ host }) => {
  const page = await host.window();
  const ritual = ritualPage(page);
  await ritual.openNotebook();
  await ritual.begin();
  await page.keyboard.type("Something.");
  await page.getByRole("link", { name: "Close" }).click();
  await page.getByRole("textbox", { name: "What would you call" }).fill("A quiet week");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Close the week as it is" }).click();
  await expect(page.getByText("Week 47 is put away.")).toBeVisible();
  expect(((await host.command("list")) as Listed).entries[0]?.title).toBe("A quiet week");
});

test("a commitment whose answer was lost is not made twice", async ({ host }) => {
  test.skip(!host.pageSurvives, "the desktop window's calls cannot be cut off");
  const page = await host.window();
  const ritual = ritualPage(page);
  await ritual.openNotebook();
  await ritual.begin();
  await page.getByRole("link", { name: "Commit" }).click();
  let cut = 0;
  await page.route("**/rpc/commitments/make", async (route) => {
    cut += 1;
    if (cut > 1) return route.continue();
    await route.fetch();
    await route.abort();
  });
  const line = page.getByRole("textbox", { name: "Commitment 1" });
  await line.fill("Only once");
  await expect(page.getByText("Not saved yet.").first()).toBeVisible();
  await line.fill("Only once, please");
  await expect(ritual.saved).toBeVisible();
  const { entries } = (await host.command("list")) as Listed;
  const shown = (await host.command("show", entries[0]?.id ?? "")) as Shown;
  expect(shown.commitments.map(({ action }) => action)).toEqual(["Only once, please"]);
});

test("one line that is not saved is said, although another was", async ({ host }) => {
  test.skip(!host.pageSurvives, "the desktop window's calls cannot be cut off");
  const page = await host.window();
  const ritual = ritualPage(page);
  await ritual.openNotebook();
  await ritual.begin();
  await page.getByRole("link", { name: "Commit" }).click();
  await page.route("**/rpc/commitments/make", (route) =>
    route.request().postData()?.includes("refused") === true ? route.abort() : route.continue(),
  );
  await page.getByRole("textbox", { name: "Commitment 1" }).fill("refused");
  await expect(page.getByText("Not saved yet.").first()).toBeVisible();
  await page.getByRole("textbox", { name: "Commitment 2" }).fill("taken");
  await page.waitForResponse((response) => response.url().endsWith("/commitments/make"));
  await expect(page.getByText("Not saved yet.").first()).toBeVisible();
  await expect(ritual.saved).toBeHidden();
});

test("text pasted from another program keeps its emphasis, and nothing else of its look", async ({
  host,
}) => {
  const page = await host.window();
  const ritual = ritualPage(page);
  await ritual.openNotebook();
  await ritual.begin();
  await ritual.answer.evaluate((element) => {
    const data = new DataTransfer();
    data.setData(
      "text/html",
      '<b style="font-weight:normal" id="docs-internal-guid-1"><p><span style="color:red">plain </span><span style="font-weight:700">bold</span><span style="font-style:italic"> slanted</span></p><img src="https://tracker.example/pixel"><script>globalThis.pwned = 1</script></b>',
    );
    element.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
    );
  });
  await expect(ritual.answer).toHaveText("plain bold slanted[picture on the internet, not loaded]");
  await expect(ritual.answer.locator("strong")).toHaveText("bold");
  await expect(ritual.answer.locator("em")).toHaveText(" slanted");
  await expect(ritual.answer.locator("img, script, [style]")).toHaveCount(0);
});

test("a range of days that ends before it begins is not exported", async ({ host }) => {
  await host.command("init");
  await host.command("write", await host.file("A note."), "--title", "A note");
  const page = await host.window();
  await page.getByRole("link", { name: "Timeline" }).click();
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByText("A range of days").click();
  await page.getByRole("textbox", { name: "From" }).fill("2026-12-01");
  await page.getByRole("textbox", { name: "To" }).fill("2026-01-01");
  await expect(page.getByText("The last day comes before the first.")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByText("written to")).toBeHidden();
});
