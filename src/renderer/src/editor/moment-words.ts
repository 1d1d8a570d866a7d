import type { QuotedMoment } from "../../../shared/document/quoted-moment.ts";
import { dayAndMonth, weekdayName } from "../ui/format.ts";
import { messages } from "./messages.ts";

/** `Wednesday 18 November, stepped in with Jonas Lindqvist, uninvited`. */
export function sourceOf({ date, kind, person, invited }: QuotedMoment): string {
  const what = messages.steppedWith(messages.stepped[kind], person);
  const parts = [`${weekdayName(date)} ${dayAndMonth(date)}`, what];
  if (invited !== null) parts.push(messages.invited[invited]);
  return parts.join(", ");
}
