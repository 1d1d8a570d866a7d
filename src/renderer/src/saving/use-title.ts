import { useEffect, useReducer } from "react";
import type { Id } from "../../../shared/journal/identity.ts";
import { type Client, useConnection } from "../api/client.ts";
import { Autosave, type Saved } from "./autosave.ts";
import { keepOpen, noteState } from "./open-texts.ts";

type SavedTitle = Saved & { title: string };

/** The title of one entry as it was typed on this page, for as long as the page lives. */
interface TitleText {
  autosave: Autosave<string, SavedTitle>;
  /** null while it is what the journal says. */
  typed: string | null;
  /** What the journal was last read to say when it was typed; null once what was typed was read. */
  over: string | null;
  /** What the journal made of it. */
  saved: string | null;
  /** Draws the field on the screen, if there is one. */
  show: () => void;
}

const titles = new Map<Id, TitleText>();

/** The one title of an entry on this page: a draft that failed gives way to what is typed later. */
function titleText(client: Client, entry: Id): TitleText {
  const standing = titles.get(entry);
  if (standing !== undefined) return standing;
  const text: TitleText = {
    autosave: new Autosave<string, SavedTitle>({
      // A title has no revision of its own: the last one written stands.
      revision: 0,
      save: (words) => client.entries.change({ id: entry, title: words }),
      onState: (state) => {
        if (state.kind === "saved") text.saved = state.result.title;
        noteState(text.autosave, state);
      },
    }),
    typed: null,
    over: null,
    saved: null,
    show: () => undefined,
  };
  titles.set(entry, text);
  keepOpen(text.autosave, {
    entry,
    readWords: () => text.typed ?? "",
    letGo: async () => {
      await text.autosave.drop();
      text.typed = null;
      text.show();
    },
  });
  return text;
}

/**
 * The title of an entry while it is typed: saved as texts are. Unless it was typed here since, it is
 * what the journal says, also when that changes elsewhere.
 */
export function useTitle(entry: { id: Id; title: string }): {
  title: string;
  setTitle: (words: string) => void;
} {
  const { client } = useConnection();
  const [, show] = useReducer((count: number) => count + 1, 0);
  const text = titleText(client, entry.id);
  useEffect(() => {
    text.show = show;
    return () => {
      text.show = () => undefined;
      void text.autosave.flush();
    };
  }, [text]);
  useEffect(() => {
    if (text.typed === null || text.autosave.isPending) return;
    if (entry.title === text.saved) text.over = null;
    else if (entry.title !== text.over) {
      text.typed = null;
      show();
    }
  }, [text, entry.title]);
  return {
    title: text.typed ?? entry.title,
    setTitle: (words) => {
      text.typed = words;
      text.over = entry.title;
      text.autosave.change(() => words);
      show();
    },
  };
}
