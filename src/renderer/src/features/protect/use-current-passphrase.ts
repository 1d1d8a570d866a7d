import { type RefObject, useRef, useState } from "react";
import { codeOf } from "../../api/errors.ts";
import type { Tries } from "../lock/use-tries.ts";

/** What the field of the current passphrase is told, and the rules of sending what stands in it. */
export interface CurrentPassphraseState {
  ref: RefObject<HTMLInputElement | null>;
  isMissing: boolean;
  /** How often a try was made too early. */
  asked: number;
  /** What typing does. */
  noteTyping(): void;
  /** Sends unless the field is empty, what else is asked for is not there, or the next try has to wait. */
  submit(send: () => void, isElseReady?: () => boolean): void;
  /** Puts the writer back to the field when it was the wrong one. @returns whether it was. */
  noteFailure(error: unknown): boolean;
}

/** @param value what stands in the field. */
export function useCurrentPassphrase(value: string, tries: Tries): CurrentPassphraseState {
  const [isMissing, setMissing] = useState(false);
  const [asked, setAsked] = useState(0);
  const ref = useRef<HTMLInputElement>(null);
  return {
    ref,
    isMissing,
    asked,
    noteTyping: () => setMissing(false),
    submit(send, isElseReady = () => true) {
      setMissing(value === "");
      if (value === "") ref.current?.focus();
      else if (!isElseReady()) return;
      else if (tries.left > 0) setAsked(asked + 1);
      else send();
    },
    noteFailure(error) {
      const isWrong = codeOf(error) === "WRONG_SECRET";
      if (isWrong) ref.current?.focus();
      return isWrong;
    },
  };
}
