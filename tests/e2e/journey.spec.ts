import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "./host.ts";
import { ritualPage } from "./ritual-page.ts";

test("first run, a reflection, a kill in mid-typing, and the files on disk", async ({ host }) => {
  const page = await host.window();
  const ritual = ritualPage(page);

  await test.step("first run makes the journal and says that it is not protected", async () => {
    await expect(
      page.getByText("Without a passphrase, anyone who can open your files can read them"),
    ).toBeVisible();
    await ritual.openNotebook();
    await expect(page.getByRole("heading", { name: "Friday, 20 November" })).toBeVisible();
  });

  await test.step("the first question, with its reason and its source", async () => {
    await ritual.begin();
    await expect(page).toHaveURL(/\/week\/2026-W47\/write\/1$/);
    await expect(ritual.question).toHaveText("Where did you fail to step back this week?");
    await expect(page.getByText("From Stepping back, An Issue of Trust.")).toBeVisible();
  });

  await test.step("typing with formatting", async () => {
    await expect(ritual.answer).toBeFocused();
    await page.keyboard.type("The buyer asked, and ");
    await page.keyboard.press("ControlOrMeta+b");
    await page.keyboard.type("I answered");
    await page.keyboard.press("ControlOrMeta+b");
    await page.keyboard.type(".");
    await page.keyboard.press("Enter");
    await page.keyboard.type("- Four seconds\nA habit\n\n> It was not urgent.");
    await expect(ritual.saved).toBeVisible();
  });

  const chosen = (await host.command("weekly")) as {
    prompts: { id: string; text: string; theme: string }[];
  };

  await test.step("another prompt changes its own place and no other", async () => {
    await ritual.next.click();
    await expect(ritual.question).toHaveText(chosen.prompts[1]?.text ?? "");
    await ritual.another.click();
    await expect(ritual.question).not.toHaveText(chosen.prompts[1]?.text ?? "");
    const after = (await host.command("weekly")) as typeof chosen;
    expect(after.prompts[1]?.id).not.toBe(chosen.prompts[1]?.id);
    expect([0, 2, 3].map((place) => after.prompts[place]?.id)).toEqual(
      [0, 2, 3].map((place) => chosen.prompts[place]?.id),
    );
  });

  await test.step("skip goes on to the next", async () => {
    await ritual.next.click();
    await expect(ritual.question).toHaveText(chosen.prompts[2]?.text ?? "");
    await ritual.skip.click();
    await expect(ritual.question).toHaveText(chosen.prompts[3]?.text ?? "");
  });

  const words = Array.from({ length: 60 }, (_, index) => `word${index}`);
  await test.step("killed in mid-typing, the journal is at most a second behind", async () => {
    await expect(ritual.answer).toBeFocused();
    const typedAt: number[] = [];
    for (const word of words.slice(0, 40)) {
      await page.keyboard.type(`${word} `);
      typedAt.push(performance.now());
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
    await host.kill();
    const killedAt = performance.now();
    const listed = (await host.command("list")) as { entries: { id: string }[] };
    const entry = JSON.stringify(await host.command("show", listed.entries[0]?.id ?? ""));
    const due = words.slice(0, 40).filter((_, index) => killedAt - (typedAt[index] ?? 0) > 1000);
    expect(due.length, "some words were typed more than a second before").toBeGreaterThan(0);
    for (const word of due) expect(entry).toContain(`${word} `.trimEnd());
  });

  let open = page;
  await test.step("started again, the page carries on and nothing is missing", async () => {
    if (host.pageSurvives) {
      for (const word of words.slice(40, 50)) await page.keyboard.type(`${word} `);
      await expect(page.getByText("Not saved yet.").first()).toBeVisible();
    }
    await host.startAgain();
    if (!host.pageSurvives) {
      open = await host.window();
      await open.getByRole("button", { name: /Go on/ }).click();
      for (const word of words.slice(40, 50)) await open.keyboard.type(`${word} `);
    }
    for (const word of words.slice(50)) await open.keyboard.type(`${word} `);
    await expect(ritualPage(open).saved).toBeVisible({ timeout: 15_000 });
    await expect(ritualPage(open).answer).toHaveText(`${words.join(" ")} `);
  });

  await test.step("a commitment, a title, put away", async () => {
    await open.keyboard.press("ControlOrMeta+Enter");
    await open.getByRole("textbox", { name: "Commitment 1" }).fill("Count to four");
    await open.keyboard.press("ControlOrMeta+Enter");
    await expect(open.getByRole("heading", { name: "What you wrote" })).toBeVisible();
    await expect(open.getByRole("main")).toContainText("It was not urgent.");
    await open
      .getByRole("textbox", { name: "What would you call this week?" })
      .fill("Four seconds");
    await open.keyboard.press("ControlOrMeta+Enter");
    await expect(open.getByText("Week 47 is put away.")).toBeVisible();
  });

  await test.step("the timeline has it, and reads it back", async () => {
    await open.getByRole("link", { name: "Timeline" }).click();
    await expect(open.getByRole("heading", { name: "Four seconds", level: 1 })).toBeVisible();
    await expect(open.getByRole("article")).toContainText("word59");
    await expect(open.getByRole("article")).toContainText("Count to four");
  });

  await test.step("export, and the files compared whole", async () => {
    await open.keyboard.press("ControlOrMeta+Shift+e");
    await open.getByRole("button", { name: "Export", exact: true }).last().click();
    await expect(open.getByText("One entry written to")).toBeVisible();
    const folder = join(host.documents, "Stepback 2026-11-20");
    const files = filesBelow(folder);
    expect(files).toEqual(["README.md", "stepback.json", "weekly/2026/2026-W47.md"]);

    const week = readFileSync(join(folder, "weekly/2026/2026-W47.md"), "utf8");
    const last = chosen.prompts[3];
    const themes = ["trust", last?.theme];
    expect(withoutInstants(week)).toBe(`---
title: "Four seconds"
date: 2026-11-20
created: "…"
updated: "…"
timezone: "+01:00"
id: …
tags: []
starred: false
stepback_kind: weekly
stepback_week: 2026-W47
stepback_themes:
${themes.map((theme) => `  - ${theme}`).join("\n")}
stepback_prompts:
  - trust-08
  - ${last?.id}
  - commitments
stepback_commitments:
  - id=… created=…
stepback_people: []
stepback_schema: 1
---

## Where did you fail to step back this week?

The buyer asked, and **I answered**.

- Four seconds
- A habit

> It was not urgent.

## ${last?.text}

${words.join(" ")}

## Commitments

- Count to four
`);
    const json = JSON.parse(readFileSync(join(folder, "stepback.json"), "utf8"));
    expect(json.stepback.schema).toBe(1);
    expect(json.entries).toHaveLength(1);
    expect(json.entries[0].title).toBe("Four seconds");
  });
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => name.replaceAll("\\", "/"))
    .sort();
}

/** Instants run on with the clock, and ids are random: everything else is compared to the letter. */
function withoutInstants(markdown: string): string {
  return markdown
    .replace(/^(created|updated): "2026-11-20T15:3\d:\d\d\+01:00"$/gm, '$1: "…"')
    .replace(/^id: [0-9A-HJKMNP-TV-Z]{26}$/m, "id: …")
    .replace(/id=[0-9A-HJKMNP-TV-Z]{26} created=2026-11-20T14:3\S+Z/g, "id=… created=…");
}
