import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { EarlierAnswer } from "../../../../shared/contract/answers.ts";
import type { Id } from "../../../../shared/journal/identity.ts";
import { useConnection } from "../../api/client.ts";
import { paragraphsFrom, quoteIntoText } from "../../editor/quote.ts";
import { editorOf } from "../../editor/section-text.ts";
import { useShortcuts } from "../../ui/shortcuts.ts";
import { ANSWER_ATTRIBUTE, goToHandle } from "./handles.ts";
import { whenAnswered } from "./messages.ts";

/** Opens and closes the earlier answers. */
export const EARLIER_KEYS = "alt+a";
/** Quotes an earlier answer, or what is selected of it. */
export const QUOTE_KEYS = "alt+enter";

/** The earlier answers beside a text that is written. */
export interface Earlier {
  /** Oldest first; undefined until they are read. */
  answers: readonly EarlierAnswer[] | undefined;
  error: Error | null;
  isOpen: boolean;
  toggle: () => void;
  /** Puts an answer into the text at the caret; what is selected of it, where something is. */
  quote: (answer: EarlierAnswer) => void;
  /** Quotes the answer that has the focus or the selection, and goes to the last one where none has. */
  quoteOrGo: () => void;
}

/**
 * The earlier answers to a prompt, and their keys.
 * @param asked.before the entry that is written.
 * @param asked.section the section that takes the quotes.
 */
export function useEarlier(
  asked: { prompt: string; person?: Id; before: Id; section: Id },
  opensAtOnce: boolean,
): Earlier {
  const { queries } = useConnection();
  const { section, ...input } = asked;
  const { data, error } = useQuery(queries.prompts.earlierAnswers.queryOptions({ input }));
  const [wantsOpen, setOpen] = useState(opensAtOnce);
  const hasAny = data !== undefined && data.length > 0;
  const isOpen = wantsOpen && hasAny;

  const toggle = (): void => {
    if (isOpen) editorOf(section)?.view.focus();
    setOpen(!isOpen);
  };
  const quote = (answer: EarlierAnswer): void => {
    const editor = editorOf(section);
    if (editor === undefined) return;
    const words = selectedIn(answer.sectionId);
    const blocks = words === "" ? answer.document.content : paragraphsFrom(words);
    getSelection()?.removeAllRanges();
    // It outlives the year in which it is clear.
    quoteIntoText(editor, blocks, whenAnswered(answer.week, answer.date, undefined));
  };
  const quoteOrGo = (): void => {
    const meant = answerMeant();
    const answer = data?.find(({ sectionId }) => sectionId === meant);
    if (answer === undefined) goToHandle(-1);
    else quote(answer);
  };
  useShortcuts({
    [EARLIER_KEYS]: hasAny ? toggle : undefined,
    [QUOTE_KEYS]: isOpen ? quoteOrGo : undefined,
  });
  return { answers: data, error, isOpen, toggle, quote, quoteOrGo };
}

function answerAround(node: Node | null | undefined): string | null {
  const element = node instanceof Element ? node : node?.parentElement;
  return element?.closest(`[${ANSWER_ATTRIBUTE}]`)?.getAttribute(ANSWER_ATTRIBUTE) ?? null;
}

/** The answer that something is selected of, or that has the focus. */
function answerMeant(): string | null {
  const selection = getSelection();
  const selected = selection?.isCollapsed === false ? answerAround(selection.anchorNode) : null;
  return selected ?? answerAround(document.activeElement);
}

/** What is selected of an answer, and nothing beside it; empty where nothing is. */
function selectedIn(answer: string): string {
  const selection = getSelection();
  const words = document.querySelector(`[${ANSWER_ATTRIBUTE}="${answer}"] .what`);
  if (selection === null || selection.isCollapsed || words === null) return "";
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(words)) return "";
  if (!words.contains(range.startContainer)) range.setStart(words, 0);
  if (!words.contains(range.endContainer)) range.setEnd(words, words.childNodes.length);
  return selection.toString().trim();
}
