import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { ulid } from "ulid";
import type {
  MomentPlace,
  MomentSheet,
  UnkeptMoment,
} from "../../../../shared/contract/moments.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { Autosave } from "../../saving/autosave.ts";
import { flushTexts, keepOpen, noteState } from "../../saving/open-texts.ts";
import { noteKept } from "./just-kept.ts";
import { missingIn, type MomentWords } from "./moment-fields.tsx";

/**
 * What a new moment begins with, read anew each time: what was begun may have been kept elsewhere, or be
 * on its way from here. It stays as it was read: what other windows do takes no words off the screen.
 */
export function useMomentSheet(place: MomentPlace): {
  sheet: MomentSheet | null;
  error: Error | null;
} {
  const { client, queries } = useConnection();
  const { data, error, isFetchedAfterMount } = useQuery({
    queryKey: queries.moments.sheet.queryKey({ input: { place } }),
    queryFn: async () => {
      await flushTexts();
      return client.moments.sheet({ place });
    },
    refetchOnMount: "always",
    gcTime: 0,
  });
  const [sheet, setSheet] = useState<MomentSheet | null>(null);
  if (sheet === null && isFetchedAfterMount && data !== undefined) setSheet(data);
  return { sheet, error: sheet === null ? error : null };
}

/** A moment that is begun: its words, written as a draft until it is kept. */
export interface MomentBegun {
  words: MomentWords;
  change: (words: MomentWords) => void;
  /** To be told whether what stands in the fields of the time is none. */
  noteWrongTime: (isWrong: boolean) => void;
  /** Keeps it, or says what is missing; @returns what is missing. */
  keep: () => Promise<string | null>;
  isKeeping: boolean;
  /** What is missing before it can be kept, and why it could not be. */
  problem: string | null;
  failure: string | null;
}

/**
 * Goes on with the moment that was begun, or with one that has nothing in it yet.
 * @param empty what a moment with nothing in it is here.
 */
export function useMomentDraft(
  place: MomentPlace,
  { draft, now }: MomentSheet,
  empty: () => MomentWords,
  onKept: () => void,
): MomentBegun {
  const { client, queries } = useConnection();
  const [begun, setBegun] = useState<UnkeptMoment>(() =>
    // A clock that was set back since makes no moment one to come.
    draft === null ? { ...empty(), id: ulid() } : { ...draft, at: draft.at > now ? now : draft.at },
  );
  const [isTimeWrong, setTimeWrong] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const shown = useRef(begun);
  shown.current = begun;
  const [saving] = useState(() => {
    const autosave: Autosave<UnkeptMoment> = new Autosave<UnkeptMoment>({
      // A draft has no revision: the last one written stands.
      revision: 0,
      save: async (unkept) => {
        await client.moments.keepDraft({ place, draft: isEmpty(unkept) ? null : unkept });
        return { revision: 0, updated: new Date().toISOString() };
      },
      onState: (state) => noteState(autosave, state),
    });
    return autosave;
  });
  useEffect(() => keepOpen(saving, { readWords: () => shown.current.text }), [saving]);
  const add = useMutation(
    queries.moments.add.mutationOptions({
      onMutate: ({ id }) => noteKept(id ?? null),
      onSuccess: () => onKept(),
      // It is a draft again.
      onError: () => saving.change(() => shown.current),
    }),
  );
  const { id, ...words } = begun;
  return {
    words,
    change: (changed) => {
      const next = { ...changed, id };
      setBegun(next);
      setProblem(null);
      saving.change(() => next);
    },
    noteWrongTime: setTimeWrong,
    keep: async () => {
      const missing = missingIn(words, isTimeWrong);
      setProblem(missing);
      const { kind } = words;
      if (missing !== null || kind === null || add.isPending) return missing;
      // The journal lets go of the draft together with keeping the moment.
      await saving.drop();
      add.mutate({
        ...words,
        id,
        kind,
        person: words.person.trim() || null,
        invited: kind === "stepped_in" ? words.invited : null,
      });
      return null;
    },
    isKeeping: add.isPending,
    problem,
    failure: add.isError ? sentenceFor(add.error) : null,
  };
}

function isEmpty({ kind, text, person }: UnkeptMoment): boolean {
  return kind === null && text.trim() === "" && person.trim() === "";
}
