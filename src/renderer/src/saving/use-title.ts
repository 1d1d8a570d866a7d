import { useEffect, useRef, useState } from "react";
import type { Id } from "../../../shared/journal/identity.ts";
import { useConnection } from "../api/client.ts";
import { Autosave, type SaveState } from "./autosave.ts";
import { keepOpen, noteState } from "./open-texts.ts";

/**
 * The title of an entry while it is typed: saved as texts are. Until it is typed here, it is what the
 * journal says, also when that changes elsewhere. @param onState told how it stands.
 */
export function useTitle(
  entry: { id: Id; title: string },
  onState: (state: SaveState) => void,
): { title: string; setTitle: (words: string) => void } {
  const { client } = useConnection();
  const [typed, setTyped] = useState<string | null>(null);
  const tell = useRef(onState);
  tell.current = onState;
  const saving = useRef<Autosave<string> | null>(null);
  saving.current ??= new Autosave<string>({
    // A title has no revision of its own: the last one written stands.
    revision: 0,
    save: (words) => client.entries.change({ id: entry.id, title: words }),
    onState: (state) => {
      if (saving.current !== null) noteState(saving.current, state);
      tell.current(state);
    },
  });
  const shown = useRef("");
  shown.current = typed ?? "";
  useEffect(
    () => (saving.current === null ? undefined : keepOpen(saving.current, () => shown.current)),
    [],
  );
  return {
    title: typed ?? entry.title,
    setTitle: (words) => {
      setTyped(words);
      saving.current?.change(() => words);
    },
  };
}
