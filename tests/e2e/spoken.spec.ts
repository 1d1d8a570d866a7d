import { expect, test } from "./host.ts";
import { toWriting } from "./ritual-page.ts";
import { fillJournal } from "./views.ts";

// What a screen reader is given, in its order, of the views that are used most.

test("Today, the ritual and the timeline read as sense", async ({ host }) => {
  await fillJournal(host);
  const page = await host.window();
  await page.getByRole("button", { name: "Begin the reflection" }).waitFor();
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - paragraph: Week 47
    - heading "Friday, 20 November" [level=1]
    - paragraph: It is time to look back on the week.
    - paragraph:
      - button "Begin the reflection"
    - paragraph: From week 46
    - heading "You said you would" [level=2]
    - list:
      - listitem:
        - text: "1"
        - paragraph: Let the roadmap review begin without me.
      - listitem:
        - text: "2"
        - paragraph: If a buyer asks in the room, then I will stay silent for four seconds.
    - complementary "From your pages":
      - heading "You wrote, one week ago" [level=2]
      - blockquote: I left the production meeting at half past, as I had promised, with the order still open. It was closed by the time I reached the car park.
      - paragraph:
        - link "Week 46"
      - heading "Not written about lately" [level=2]
      - paragraph: Planning ahead. Six weeks.
      - paragraph:
        - link "Look at its prompts"
  `);

  await page.keyboard.press("Enter");
  await toWriting(page);
  const question = "What did you know this week that others needed and did not hear from you?";
  await expect(page.getByRole("textbox", { name: question })).toBeFocused();
  await page.keyboard.type("On Tuesday the buyer asked.");
  await page.getByText(/^Saved/).waitFor();
  await expect(page.locator("body")).toMatchAriaSnapshot(`
    - banner:
      - paragraph: Week 47
      - paragraph: Weekly reflection, 16 to 22 November
      - button "Leave for now"
    - main "Weekly reflection":
      - list "Steps":
        - listitem:
          - link "Look back"
          - img "done"
        - listitem:
          - link "Gather"
          - img "done"
        - listitem:
          - link "Write"
          - list:
            - listitem:
              - link "Openness"
              - img "done"
            - listitem:
              - link "Listening"
            - listitem
            - listitem
        - listitem:
          - link "Commit"
        - listitem:
          - link "Close"
      - region "${question}":
        - heading "${question}" [level=1]
        - paragraph:
          - text: Prompt 1 of 4
          - button "Another prompt"
          - button "Skip"
        - paragraph: You have not written about “Openness” before. From Stepping back, Poor Communication.
        - textbox "${question}":
          - paragraph: On Tuesday the buyer asked.
        - button "A follow-up question"
    - contentinfo:
      - paragraph: Saved 15:30 5 words
      - status
      - paragraph:
        - button "Back"
        - button "Next prompt"
  `);

  await page.goto(new URL("/timeline", page.url()).href);
  await page.getByRole("link", { name: /Leaving the room/ }).click();
  await page.getByRole("article", { name: "Leaving the room" }).waitFor();
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - region "Timeline":
      - heading "Timeline" [level=1]
      - paragraph:
        - button "New"
        - button "Filter"
      - heading "November" [level=2]
      - link "Week 47 Week 47 On Tuesday the buyer asked."
      - link /^Week 46 Leaving the room I left the production meeting .*…$/
      - link /^Week 45 The four-second rule .*…$/
      - heading "October" [level=2]
      - link /^Week 44 What the auditors saw .*…$/
      - paragraph: No entry for two weeks.
      - link /^Week 41 A plan nobody asked for .*$/
    - button "Go on writing"
    - button "Edit"
    - button "Star"
    - button "Delete"
    - button "Export"
    - article "Leaving the room":
      - paragraph: Week 46, 13 November
      - heading "Leaving the room" [level=1]
      - "paragraph": "Written on Friday, 20 November 2026, at 15:30. #leadership"
      - heading /^What did you hand over this week/ [level=2]
      - paragraph: /^I left the production meeting/
      - paragraph: /^I want to remember/
      - heading "Which task did you keep this week because it is pleasant to be good at it?" [level=2]
      - paragraph: The bank. It has been ready to hand over since the spring and I have been calling it continuity.
      - blockquote:
        - paragraph: What I know better is the bank manager’s first name.
      - paragraph: For week 47
      - heading "You committed to" [level=2]
      - paragraph: Let the roadmap review begin without me. With Priya Raman.
      - paragraph: If a buyer asks in the room, then I will stay silent for four seconds.
  `);

  await page.keyboard.press("e");
  await page.getByRole("textbox", { name: "Title" }).waitFor();
  await expect(page.getByRole("article")).toMatchAriaSnapshot(`
    - article "Leaving the room":
      - paragraph: Week 46, 13 November
      - heading "Leaving the room" [level=1]
      - textbox "Title": Leaving the room
      - heading /^What did you hand over this week/ [level=2]
      - textbox /^What did you hand over this week/:
        - paragraph: /^I left the production meeting/
        - paragraph: /^I want to remember/
      - heading /^Which task did you keep/ [level=2]
      - textbox /^Which task did you keep/:
        - paragraph: /^The bank/
        - blockquote:
          - paragraph: /^What I know better/
  `);
});
