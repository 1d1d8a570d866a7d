import { useQuery } from "@tanstack/react-query";
import type { Editor } from "@tiptap/core";
import { type ReactNode, useState } from "react";
import { addDays } from "../../../shared/journal/local-date.ts";
import { useConnection } from "../api/client.ts";
import { insertionsFor } from "./insertions.ts";
import { messages } from "./messages.ts";
import { sourceOf } from "./moment-words.ts";
import { quotedMoment } from "./spoken.ts";
import { type Offer, TypeAhead } from "./type-ahead.tsx";

const PATTERN = /(?:^|\s)(\/\S{0,30})$/;
const LATEST_DAYS = 28;
const LATEST = 6;

/** What `/` offers at the start of a line or after a space: kinds of blocks, a picture, a moment. */
export function SlashMenu(props: { editor: Editor; frame: HTMLElement }) {
  /** What was typed when moments were asked for; null while kinds of blocks are shown. */
  const [asked, setAsked] = useState<string | null>(null);
  const moments = useLatestMoments(asked !== null);

  const offersFor = (query: string): Offer[] => {
    if (asked !== null && query.startsWith(asked)) {
      return moments(query.slice(asked.length));
    }
    return insertionsFor(query).map((insertion) => ({
      key: insertion.name,
      face: <span className="x ui">{marked(insertion.name, query)}</span>,
      meta: (
        <span className="meta" aria-hidden="true">
          {insertion.markdown}
        </span>
      ),
      take: insertion.insert ?? (() => setAsked(query)),
    }));
  };
  return (
    <TypeAhead
      {...props}
      sign="/"
      pattern={PATTERN}
      // A table's cell holds nothing but text.
      inCells={false}
      label={asked === null ? messages.insert : messages.quoteMoment}
      offersFor={offersFor}
      onClose={() => setAsked(null)}
    />
  );
}

/** The moments of the last four weeks, newest first, narrowed by a word of theirs. */
function useLatestMoments(isAsked: boolean): (word: string) => Offer[] {
  const { queries } = useConnection();
  const today = useQuery({ ...queries.weekly.today.queryOptions(), enabled: isAsked });
  const to = today.data?.date;
  const { data } = useQuery({
    ...queries.moments.between.queryOptions({
      input: { from: addDays(to ?? "2000-01-29", -LATEST_DAYS), to: to ?? "2000-01-29" },
    }),
    enabled: isAsked && to !== undefined,
  });
  return (word) => {
    if (data === undefined) return [];
    if (data.length === 0) {
      const face = <span className="x ui">{messages.noMoment}</span>;
      return [{ key: "none", face, take: () => undefined }];
    }
    return data
      .toReversed()
      .filter(({ text }) => text.toLowerCase().includes(word.toLowerCase()))
      .slice(0, LATEST)
      .map((moment) => {
        const quoted = quotedMoment(moment);
        return {
          key: moment.id,
          face: (
            <span className="moment-offer">
              <span className="meta">{sourceOf(quoted)}</span>
              <span className="x">{moment.text}</span>
            </span>
          ),
          take: (editor, range) =>
            void editor.chain().focus().deleteRange(range).quoteMoment(quoted).run(),
        };
      });
  };
}

/** The name with what was typed of it marked. */
function marked(name: string, query: string): ReactNode {
  const at = ` ${name.toLowerCase()}`.indexOf(` ${query.toLowerCase()}`);
  if (query === "" || at === -1) return name;
  return (
    <>
      {name.slice(0, at)}
      <mark>{name.slice(at, at + query.length)}</mark>
      {name.slice(at + query.length)}
    </>
  );
}
