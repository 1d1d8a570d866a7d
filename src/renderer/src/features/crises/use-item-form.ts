import { useEffect, useRef, useState } from "react";
import type { Id } from "../../../../shared/journal/identity.ts";
import { Autosave, type Saved } from "../../saving/autosave.ts";
import { keepOpen, noteState } from "../../saving/open-texts.ts";

/** What is said of one item on the screen. */
export interface ItemDraft<Choice extends string> {
  choice: Choice | null;
  person: string;
  note: string;
  givenAgain: boolean;
}

/** What is said of one item, once it can be kept. */
export type WholeDraft<Choice extends string> = ItemDraft<Choice> & { choice: Choice };

/**
 * What is said of one item, saved as one says it, as soon as it can be kept. A name counts once its
 * field was left: half of one would make a person.
 */
export function useItemForm<Choice extends string>(options: {
  crisisId: Id;
  initial: ItemDraft<Choice>;
  revision: number;
  /** What is still missing, as a sentence. */
  missing: (draft: ItemDraft<Choice>) => string | null;
  save: (draft: WholeDraft<Choice>, revision: number) => Promise<Saved>;
  /** Begins the form anew with what the journal has. */
  beginAnew: () => void;
}) {
  const { crisisId, missing, beginAnew } = options;
  const [draft, setDraft] = useState(options.initial);
  const [problem, setProblem] = useState<string | null>(null);
  const current = useRef(draft);
  const given = useRef(options.initial);
  const save = useRef(options.save);
  save.current = options.save;
  const [saving] = useState(() => {
    const autosave: Autosave<WholeDraft<Choice>> = new Autosave<WholeDraft<Choice>>({
      revision: options.revision,
      save: (whole, revision) => save.current(whole, revision),
      onState: (state) => noteState(autosave, state),
    });
    return autosave;
  });
  const anew = useRef(beginAnew);
  anew.current = beginAnew;
  useEffect(
    () =>
      keepOpen(saving, {
        entry: crisisId,
        readWords: () => current.current.note,
        letGo: async () => {
          await saving.drop();
          anew.current();
        },
      }),
    [saving, crisisId],
  );

  /** Hands what is on the screen to be saved, if it can be kept and is not what was handed over last. */
  const give = (): void => {
    const next = current.current;
    const { choice } = next;
    if (choice === null || missing(next) !== null) return;
    if (JSON.stringify(next) === JSON.stringify(given.current)) return;
    given.current = next;
    saving.change(() => ({ ...next, choice }));
  };
  const change = (part: Partial<ItemDraft<Choice>>): void => {
    current.current = { ...current.current, ...part };
    setDraft(current.current);
    setProblem(null);
    if (part.person === undefined) give();
  };
  return {
    draft,
    /** Said when one wants to go on and something is missing. */
    problem,
    change,
    /** The field of the name was left. */
    nameLeft: give,
    /** Keeps what is said. @returns whether all of it is kept. */
    async finish(): Promise<boolean> {
      const sentence = missing(current.current);
      setProblem(sentence);
      if (sentence !== null) return false;
      give();
      await saving.flush();
      return !saving.isPending;
    },
  };
}
