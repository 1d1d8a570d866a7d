import {
  type Answer,
  answerOf,
  callBody,
  openSession,
  pageHeaders,
  send,
  type Served,
} from "../helpers/loopback.ts";
import type { StandingSection } from "./journal.ts";
import { numberedText, type Saves, type SectionSaves } from "./saves.ts";
import type { Seeded } from "./seeded.ts";

/** A window that makes the calls of the page, without the page: it saves as fast as it is answered. */
export interface SavingWindow {
  /** What it has asked for and what was acknowledged; goes on changing while it saves. */
  saves: Saves;
  /** How many saves were acknowledged. */
  acknowledged(): number;
  /** Saves one section once. */
  save(id: string, text: string): Promise<Answer>;
  /** Saves all sections on and on, one save in flight for each, until the host is gone. */
  saveOn(texts: Seeded): Promise<void>;
}

/** What a window counts as acknowledged; `sent` is the mistake that the controls make. */
export type Acknowledges = "answered" | "sent";

interface ReadSection {
  id: string;
  revision: number;
  document: { content?: { content?: { text?: string }[] }[] };
}

/** Opens a window on the week of a host; the sections are its prompts'. */
export async function openSavingWindow(
  host: Served,
  writer: string,
  acknowledges: Acknowledges = "answered",
): Promise<SavingWindow> {
  const cookie = await openSession(host);
  const call = (path: string, input: unknown): Promise<Answer> =>
    send({
      port: host.port,
      path: `/rpc/${path}`,
      method: "POST",
      headers: pageHeaders(host, cookie),
      body: callBody(input),
    });
  const opened = await call("weekly/open", { week: "2026-W47" });
  if (opened.status !== 200) throw new Error(`the week did not open: ${opened.text}`);
  const { places } = answerOf(opened) as { places: { section: ReadSection }[] };
  const saves: Saves = new Map(places.map(({ section }) => [section.id, standingIn(section)]));
  let acknowledged = 0;
  let number = 0;

  const save = async (id: string, text: string): Promise<Answer> => {
    const section = saves.get(id);
    if (section === undefined) throw new Error(`there is no section ${id}`);
    const { revision } = section.acknowledged;
    const asked = { revision: revision + 1, text };
    const acknowledge = (): void => {
      section.acknowledged = asked;
      section.asked = null;
      acknowledged += 1;
    };
    section.asked = asked;
    const sent = call("entries/saveSection", { id, revision, writer, document: documentOf(text) });
    if (acknowledges === "sent") acknowledge();
    const answer = await sent;
    if (acknowledges === "answered" && isSaved(answer, asked)) acknowledge();
    return answer;
  };

  const saveOn = async (id: string, texts: Seeded): Promise<void> => {
    for (;;) {
      number += 1;
      // Mostly a few lines, now and then a text of many pages of the database.
      const length = texts.between(0, 20) === 0 ? texts.between(1000, 60_000) : 400;
      const answer = await save(id, numberedText(number, length)).catch(() => null);
      if (answer === null || isCutOff(answer)) return;
      if (answer.status !== 200) throw new Error(`a save was refused: ${answer.text}`);
    }
  };

  return {
    saves,
    acknowledged: () => acknowledged,
    save,
    saveOn: async (texts) => {
      await Promise.all([...saves.keys()].map((id) => saveOn(id, texts)));
    },
  };
}

function standingIn({ revision, document }: ReadSection): SectionSaves {
  const text = document.content?.[0]?.content?.[0]?.text ?? "";
  return { acknowledged: { revision, text }, asked: null };
}

function documentOf(text: string): unknown {
  return { type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text }] }] };
}

function isSaved(answer: Answer, { revision }: StandingSection): boolean {
  if (answer.status !== 200 || isCutOff(answer)) return false;
  return (answerOf(answer) as { revision: number }).revision === revision;
}

/** Whether the host went away in the middle of its answer: the page would not have understood it. */
function isCutOff({ text }: Answer): boolean {
  try {
    JSON.parse(text);
    return false;
  } catch {
    return true;
  }
}
