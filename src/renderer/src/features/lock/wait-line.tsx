import { useEffect, useRef, useState } from "react";
import { messages } from "./messages.ts";
import type { Tries } from "./use-tries.ts";

/** The wait is spoken so often, in seconds: one that counts aloud lets nobody type. */
const SPOKEN_EVERY = 10;

/**
 * Why a try has to wait and how long, counted down for the eye and, every ten seconds, for the ear.
 * @param props.asked how often a try was made too early: each time it is said again.
 */
export function WaitLine(props: { id: string; tries: Tries; asked: number }) {
  const { misses, left } = props.tries;
  const [before, span, after] = messages.waiting(misses, left);
  return (
    <>
      {left === 0 ? null : (
        <p className="help wait-line" id={props.id}>
          {before}
          <b>{span}</b>
          {after}
        </p>
      )}
      <SpokenWait left={left} asked={props.asked} />
    </>
  );
}

function SpokenWait({ left, asked }: { left: number; asked: number }) {
  const [spoken, setSpoken] = useState("");
  const current = useRef(left);
  current.current = left;
  const mark = Math.ceil(left / SPOKEN_EVERY) * SPOKEN_EVERY;
  const hasWaited = useRef(false);
  useEffect(() => {
    if (mark > 0) {
      hasWaited.current = true;
      setSpoken(messages.spokenWait(mark));
    } else if (hasWaited.current) {
      hasWaited.current = false;
      setSpoken(messages.waitIsOver);
    }
  }, [mark]);
  useEffect(() => {
    if (asked > 0 && current.current > 0) setSpoken(messages.spokenWait(current.current));
  }, [asked]);
  return (
    <div className="vh" role="status" aria-live="polite">
      <span key={asked}>{spoken}</span>
    </div>
  );
}
