import { useQuery } from "@tanstack/react-query";
import type { QuotedMoment } from "../../../shared/document/quoted-moment.ts";
import { useConnection } from "../api/client.ts";
import { MomentMark } from "../features/moments/moment-mark.tsx";
import { messages } from "./messages.ts";
import { sourceOf } from "./moment-words.ts";
import { quotedMoment, quotedQuery } from "./spoken.ts";

/** A moment in a text that is read, as it is now. */
export function ReadingQuote({ quoted }: { quoted: QuotedMoment }) {
  const { data } = useQuery(quotedQuery(useConnection(), quoted.moment));
  const moment = data?.[0];
  const shown = moment === undefined ? quoted : quotedMoment(moment);
  return (
    <blockquote className="moment-quote" aria-label={messages.quotedMoment}>
      <MomentMark kind={shown.kind} />
      <span className="src">{sourceOf(shown)}</span>
      <span className="words">{shown.text}</span>
    </blockquote>
  );
}
