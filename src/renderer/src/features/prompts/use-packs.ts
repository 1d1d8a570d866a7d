import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { PACK_BYTES, type PackTrouble } from "../../../../shared/contract/pack-problems.ts";
import type { AddedPack } from "../../../../shared/contract/packs.ts";
import { useConnection } from "../../api/client.ts";
import { errorData, sentenceFor } from "../../api/errors.ts";
import { useToast } from "../../ui/toast.tsx";
import { messages } from "./messages.ts";

/** A pack that could not be added. */
export interface RefusedPack {
  file: File;
  yaml: string;
  trouble: PackTrouble;
}

/** Reads packs that the user chooses, and adds them; the core says what is wrong with one. */
export function usePacks(onAdded: (pack: AddedPack) => void) {
  const { queries } = useConnection();
  const showToast = useToast();
  const [refused, setRefused] = useState<RefusedPack | null>(null);
  const { mutate, isPending } = useMutation(queries.prompts.addPack.mutationOptions());
  const onError = (error: Error): void => showToast({ text: sentenceFor(error) });
  const restore = useMutation(queries.prompts.restorePack.mutationOptions({ onError }));
  const remove = useMutation(queries.prompts.removePack.mutationOptions({ onError }));

  function add(file: File, yaml: string, partly: boolean): void {
    mutate(
      { yaml, partly },
      {
        onSuccess: (pack) => {
          setRefused(null);
          onAdded(pack);
          const { title, prompts, outcome } = pack;
          const text = messages.packAdded[outcome](title, prompts);
          const undo = { label: messages.undo, act: () => remove.mutate({ id: pack.id }) };
          showToast(outcome === "added" ? { text, undo } : { text });
        },
        onError: (error) => {
          const trouble = errorData(error, "PACK_REFUSED");
          if (trouble === null) onError(error);
          else setRefused({ file, yaml, trouble });
        },
      },
    );
  }

  return {
    refused,
    isReading: isPending,
    leave: () => setRefused(null),

    /** Reads a file and adds it. @returns false for one that cannot be read any more as it was chosen. */
    async read(file: File): Promise<boolean> {
      const refuse = (problem: PackTrouble["problems"][number]): void =>
        setRefused({ file, yaml: "", trouble: { problems: [problem], count: 1, others: 0 } });
      if (file.size > PACK_BYTES) {
        refuse({ kind: "too_large", line: 1, limit: PACK_BYTES });
        return true;
      }
      let bytes: ArrayBuffer;
      try {
        bytes = await file.arrayBuffer();
      } catch {
        // It was changed since: a browser gives it only to who chooses it again.
        return false;
      }
      try {
        add(file, new TextDecoder("utf-8", { fatal: true }).decode(bytes), false);
      } catch {
        refuse({ kind: "syntax", line: 1, found: messages.pack.notText });
      }
      return true;
    },

    /** Adds what of a refused pack is in order. */
    addOthers(pack: RefusedPack): void {
      add(pack.file, pack.yaml, true);
    },

    /** Takes a pack out of the library; the toast takes it back. */
    remove({ id, title }: { id: string; title: string }, onRemoved: () => void): void {
      const undo = { label: messages.undo, act: () => restore.mutate({ id }) };
      const onSuccess = (): void => {
        onRemoved();
        showToast({ text: messages.packRemoved(title), undo });
      };
      remove.mutate({ id }, { onSuccess });
    },
  };
}
