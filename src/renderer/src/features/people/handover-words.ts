import type { Handover } from "../../../../shared/contract/handovers.ts";
import type { LocalDate } from "../../../../shared/journal/local-date.ts";
import { dayAndMonth, fullDate, listInWords, monthName, timesInWords } from "../../ui/format.ts";

/** A time in which something was with the person, or with the leader; `to` is null while it lasts. */
export interface Span {
  isWithThem: boolean;
  from: LocalDate;
  to: LocalDate | null;
  /** What was noted when it began. */
  note: string;
}

/** What was handed over as times, one after the other. */
export function spansOf({ turns }: Pick<Handover, "turns">): Span[] {
  return turns.map((turn, index) => ({
    isWithThem: turn.kind === "given",
    from: turn.date,
    to: turns[index + 1]?.date ?? null,
    note: turn.note,
  }));
}

/** So many times back are named one by one. */
const NAMED = 3;

/** What happened to it since it was given: `You took it back in May, before the board, and in September.` */
export function handoverInWords(handover: Handover, today: LocalDate): string {
  const back = spansOf(handover).filter(({ isWithThem }) => !isWithThem);
  const last = back.at(-1);
  if (last === undefined) return "";
  const sentence =
    back.length > NAMED
      ? `You took it back ${timesInWords(back.length)}, last in ${monthOf(last.from, today)}.`
      : `You took it back ${joined(back.map((span) => backInWords(span, today)))}.`;
  return last.to === null
    ? `${sentence} It is with you since ${dayOf(last.from, today)}.`
    : sentence;
}

/** A month and what was noted: `in May, before the board`. */
function backInWords({ from, note }: Span, today: LocalDate): string {
  const month = `in ${monthOf(from, today)}`;
  return note === "" ? month : `${month}, ${note.replace(/\.$/u, "")}`;
}

/** A comma before the last, too: the parts may have commas of their own. */
function joined(parts: readonly string[]): string {
  const [first = "", ...others] = parts;
  if (others.length === 0) return first;
  const hasComma = parts.slice(0, -1).some((part) => part.includes(","));
  return hasComma ? `${parts.slice(0, -1).join(", ")}, and ${parts.at(-1)}` : listInWords(parts);
}

/**
 * The whole plot in words: `The roadmap: given on 9 March, taken back from 18 May to 15 June, with Priya
 * today.`
 */
export function plotInWords(handover: Handover, name: string, today: LocalDate): string {
  const [first, ...others] = spansOf(handover);
  const back = others.filter(({ isWithThem }) => !isWithThem);
  const times = back.map(({ from, to }) =>
    to === null ? `on ${dayOf(from, today)}` : `from ${dayOf(from, today)} to ${dayOf(to, today)}`,
  );
  const parts = [
    `given on ${dayOf(first?.from ?? today, today)}`,
    ...(times.length === 0 ? [] : [`taken back ${listInWords(times)}`]),
    handover.isWithThem ? `with ${name} today` : "with you today",
  ];
  return `${handover.what}: ${parts.join(", ")}.`;
}

function monthOf(date: LocalDate, today: LocalDate): string {
  const month = monthName(date);
  return date.slice(0, 4) === today.slice(0, 4) ? month : `${month} ${date.slice(0, 4)}`;
}

function dayOf(date: LocalDate, today: LocalDate): string {
  return date.slice(0, 4) === today.slice(0, 4) ? dayAndMonth(date) : fullDate(date);
}
