import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import type { View } from "./views.ts";

/** Prompts of one's own, wishes, and packs. */
export const LIBRARY_VIEWS: readonly View[] = [
  {
    name: "prompts-own",
    async reach(page) {
      await page.goto(new URL("/prompts?theme=openness", page.url()).href);
      await writeOwn(page, "What did I leave out of the Monday mail, and who would have used it?");
      await page.getByRole("button", { name: "Hide" }).waitFor();
      await page.keyboard.press("p");
      await page.getByText("Pinned: first of its theme").waitFor();
    },
  },
  {
    name: "prompts-wishes",
    async reach(page) {
      await page.getByRole("link", { name: /^Trust and control/ }).click();
      const wishes = [
        ["Which decision did you check", "f", "Favourite: may take"],
        ["Who waited for your word", "w", "Picked for this week."],
        ["What did you hand over this week", "h", "Hidden since week 47"],
      ] as const;
      for (const [question, key, sentence] of wishes) {
        await page.getByRole("button", { name: question }).click();
        await page.getByRole("button", { name: question, expanded: true }).waitFor();
        await page.keyboard.press(key);
        await page.getByText(sentence).waitFor();
      }
    },
  },
  {
    name: "prompts-write",
    async reach(page) {
      await page.keyboard.press("n");
      await page.getByRole("textbox", { name: "Your prompt" }).waitFor();
      await page.keyboard.type("Why did I answer before {person} had finished?");
      await page.getByRole("radio", { name: "Listening" }).click();
      await page.getByText("per person", { exact: true }).click();
      await page
        .getByLabel("A question to open under the answer")
        .fill("What was the rest of the sentence?");
    },
  },
  {
    name: "prompts-write-theme",
    async reach(page) {
      await page.getByRole("radio", { name: "A theme of your own" }).click();
      await page.getByLabel("Its name").fill("The board");
      await page.getByText("weekly", { exact: true }).click();
      await page.getByText("is a name only").waitFor();
    },
  },
  {
    name: "prompts-pack",
    async reach(page) {
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await choosePack(page, BROKEN_PACK);
      await page.getByRole("heading", { name: "This pack could not be added" }).waitFor();
    },
  },
  {
    name: "prompts-pack-contents",
    async reach(page) {
      await page.getByRole("button", { name: "All themes and what" }).click();
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "prompts-pack-added",
    async reach(page) {
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await page.getByRole("button", { name: "Add the other three" }).click();
      await page.getByText("was added: three prompts.").waitFor();
    },
  },
];

async function writeOwn(page: Page, question: string): Promise<void> {
  await page.getByRole("button", { name: "Write your own" }).click();
  await page.getByRole("textbox", { name: "Your prompt" }).waitFor();
  await page.keyboard.type(question);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: question, expanded: true }).waitFor();
}

/** Chooses a file with that text, as one does in the window's own sheet. */
export async function choosePack(page: Page, yaml: string): Promise<void> {
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: /^(Add a pack|Choose another file)$/ }).click();
  await (await choosing).setFiles({
    name: "works-council.yaml",
    mimeType: "application/yaml",
    buffer: Buffer.from(yaml),
  });
}

/** The example for authors of packs. */
export const PACK = readFileSync(
  fileURLToPath(new URL("../../docs/example-pack.yaml", import.meta.url)),
  "utf8",
);

/** The same, with a theme that does not exist. */
export const BROKEN_PACK = PACK.replace("theme: trust", "theme: trusst");
