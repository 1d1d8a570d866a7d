import { dayNumberOf, type LocalDate } from "../../../../shared/journal/local-date.ts";
import { shortDay } from "../../ui/format.ts";
import type { Span } from "./handover-words.ts";

/** The time that a plot shows, to scale. */
export interface Scale {
  from: LocalDate;
  to: LocalDate;
  /** Of the time itself, in pixels. */
  width: number;
}

/** The line stands so far in, so that its beginning is not cut. */
const INSET = 3;
/** Of a letter on the axis, in pixels, on the wide side. */
const LETTER = 6.2;
const GAP = 8;

/** Where a day stands. */
export function xOf(date: LocalDate, { from, to, width }: Scale): number {
  const days = dayNumberOf(to) - dayNumberOf(from);
  const part = days === 0 ? 1 : (dayNumberOf(date) - dayNumberOf(from)) / days;
  return Math.round((INSET + part * (width - INSET)) * 10) / 10;
}

/** The dates under the times it was with the leader; of two that would touch, the earlier is left out. */
export function labelsOf(spans: readonly Span[], scale: Scale): { x: number; text: string }[] {
  const kept: { x: number; text: string; left: number }[] = [];
  for (const { from, to } of spans.filter(({ isWithThem }) => !isWithThem).toReversed()) {
    const text = labelOf(from, to, scale.to);
    const half = (text.length * LETTER) / 2;
    const middle = (xOf(from, scale) + xOf(to ?? scale.to, scale)) / 2;
    const x = Math.max(half, middle);
    const next = kept.at(-1);
    if (next === undefined || x + half + GAP <= next.left) kept.push({ x, text, left: x - half });
  }
  return kept.toReversed().map(({ x, text }) => ({ x, text }));
}

function labelOf(from: LocalDate, to: LocalDate | null, today: LocalDate): string {
  const day = (date: LocalDate): string =>
    date.slice(0, 4) === today.slice(0, 4)
      ? shortDay(date)
      : `${shortDay(date)} ${date.slice(0, 4)}`;
  if (to === null) return `since ${day(from)}`;
  return from === to ? day(from) : `${day(from)} to ${day(to)}`;
}
