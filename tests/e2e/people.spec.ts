import { expect, test } from "./host.ts";
import { tabTo } from "./tab-to.ts";

test("a person's page by keyboard: handed over, taken back, and an agreement asked about again", async ({
  host,
}) => {
  await host.command("init");
  const page = await host.window();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.keyboard.press("ControlOrMeta+4");
  await page.getByText("Nobody here yet.").waitFor();
  await page.keyboard.press("n");
  await expect(page.getByRole("textbox", { name: "Name" })).toBeFocused();
  await page.keyboard.type("Priya Raman");
  await page.keyboard.press("Enter");
  const article = page.getByRole("article", { name: "Priya Raman" });
  await expect(article).toBeVisible();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  // What is empty is not drawn, but for the line that adds to it.
  await expect(article.getByRole("heading", { level: 2 })).toHaveCount(0);

  await page.keyboard.press("h");
  await expect(page.getByRole("textbox", { name: "What" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Nothing is named. Say what it is about.")).toBeVisible();
  await page.keyboard.type("The roadmap");
  await page.getByRole("textbox", { name: "How far" }).fill("wholly");
  await page.getByRole("textbox", { name: "Since when" }).fill("2026-11-21");
  await page.keyboard.press("Enter");
  await expect(page.getByText("2026-11-21 has not come yet.")).toBeVisible();
  await page.getByRole("textbox", { name: "Since when" }).fill("2026-03-09");
  await page.keyboard.press("Enter");
  await expect(
    page.getByRole("img", { name: "The roadmap: given on 9 March, with Priya today." }),
  ).toBeVisible();
  await page.getByRole("dialog").waitFor({ state: "detached" });

  await page.keyboard.press("t");
  await expect(page.getByRole("textbox", { name: "Since when" })).toBeFocused();
  await page.getByRole("textbox", { name: "Since when" }).fill("2026-05-18");
  await page.getByRole("textbox", { name: "In one line" }).fill("before the board");
  await page.keyboard.press("Enter");
  await expect(
    page.getByText("You took it back in May, before the board. It is with you since 18 May."),
  ).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("You took it back")).toBeHidden();

  await page.keyboard.press("g");
  await expect(page.getByRole("textbox", { name: "Matter" })).toBeFocused();
  await page.keyboard.type("hiring designers");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByText("View: you see it before it goes out.")).toBeVisible();
  await page.keyboard.press("ControlOrMeta+d");
  await expect(page.getByRole("textbox", { name: "Said on" })).toBeFocused();
  await page.getByRole("textbox", { name: "Said on" }).fill("2026-08-18");
  await page.keyboard.press("ControlOrMeta+Shift+d");
  await expect(page.getByRole("textbox", { name: "Ask again on" })).toBeFocused();
  await page.getByRole("textbox", { name: "Ask again on" }).fill("2026-11-16");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(page.getByText("Ask again since Monday")).toBeVisible();
  await expect(page.getByText("Not in their words yet.")).toBeVisible();
  await page.getByRole("dialog").waitFor({ state: "detached" });

  await page.keyboard.press("ControlOrMeta+1");
  const toAsk = page.getByRole("heading", { name: "To ask about" });
  await expect(toAsk).toBeVisible();
  await expect(page.getByText("Is it still what Priya wants?")).toBeVisible();
  await tabTo(page, "Still so");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Asked about again on 18 February 2027.")).toBeVisible();
  await expect(toAsk).toBeHidden();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(toAsk).toBeVisible();

  await page.getByRole("link", { name: "Priya Raman" }).click();
  await expect(article).toBeVisible();
  await tabTo(page, "Still so");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Ask again on 18 February 2027")).toBeVisible();
});

test("a name that another person has leads to merging, and every link leads to the other", async ({
  host,
}) => {
  await host.command("init");
  const text = await host.file("She said it first.");
  await host.command("write", text, "--title", "By a slip", "--with", "Pria");
  await host.command("write", text, "--title", "By her name", "--with", "Priya Raman");
  await host.command("moment", "He asked me.", "--kind", "stepped_in", "--with", "Pria");
  const page = await host.window();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.goto(new URL("/people", page.url()).href);
  await page.getByRole("link", { name: /^Pria/ }).first().click();
  await expect(page.getByRole("article", { name: "Pria" })).toBeVisible();
  const slip = page.url();

  await page.keyboard.press("e");
  await expect(page.getByRole("textbox", { name: "Name" })).toBeFocused();
  await page.getByRole("textbox", { name: "Name" }).fill("priya raman");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Merge with Priya Raman" }).click();
  await expect(page.getByRole("combobox", { name: "Into whom" })).toHaveValue("Priya Raman");
  await page.getByRole("dialog").getByRole("button", { name: "Merge" }).click();
  await expect(page.getByRole("article", { name: "Priya Raman" })).toBeVisible();
  await expect(page.getByText("Once you stepped in without saying how.")).toBeVisible();
  await expect(page.getByRole("link", { name: /^Pria/ })).toHaveCount(0);

  await page.goto(slip);
  await expect(page.getByRole("article", { name: "Priya Raman" })).toBeVisible();
  await expect(page).not.toHaveURL(slip);
  const listed = await host.command("list", "--person", "Priya Raman");
  expect(listed).toMatchObject({ total: 2 });

  // Who there is need not be known yet: on a narrow window the list is not on the page.
  await page.setViewportSize({ width: 720, height: 900 });
  await page.route(/people.list/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await route.continue();
  });
  await page.reload();
  await page.getByRole("button", { name: "Merge" }).click();
  await page.getByRole("combobox", { name: "Into whom" }).fill("Priya Raman");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Priya Raman cannot be merged with themselves.")).toBeVisible();
  await page.unrouteAll({ behavior: "wait" });
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.setViewportSize({ width: 1280, height: 800 });

  await page.keyboard.press("Delete");
  await expect(page.getByText("Nobody here yet.")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("article", { name: "Priya Raman" })).toBeVisible();
});

test("whom an entry is with is said beside its tags, and narrows the timeline", async ({
  host,
}) => {
  await host.command("init");
  const text = await host.file("Text.");
  await host.command("write", text, "--title", "Alone");
  await host.command("write", text, "--title", "Together", "--with", "Ruth Adeyemi");
  const page = await host.window();
  await page.getByRole("link", { name: "Timeline" }).click();
  await page.getByRole("link", { name: /Alone/ }).click();
  await page.getByRole("article", { name: "Alone" }).waitFor();
  await page.keyboard.press("e");
  await page.getByRole("button", { name: "Day and tags" }).click();
  await page.getByRole("combobox", { name: "With" }).fill("Devin Clarke");
  await page.keyboard.press("Tab");
  await page.getByRole("button", { name: "Keep" }).click();
  await expect(page.getByText("With Devin Clarke.")).toBeVisible();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Edit" })).toBeVisible();

  await page.keyboard.press("f");
  const person = page.getByRole("combobox", { name: "Person" });
  await person.fill("dev");
  await page.getByRole("option", { name: /Devin Clarke/ }).click();
  await expect(page.getByText("1 of 2 entries")).toBeVisible();
  await expect(page.getByText("Devin Clarke.", { exact: false }).first()).toBeVisible();
  await expect(page).toHaveURL(/person=Devin\+Clarke/);
  await page.getByRole("dialog").getByRole("button", { name: "Clear" }).click();
  await expect(person).toHaveValue("");
  await expect(page.getByText("2 of 2 entries")).toBeVisible();
});
