import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from "react";

/** What a toast says, and what takes it back. */
export interface ToastMessage {
  text: string;
  /** What it says when several of the same stand together, and are taken back together. */
  many?: (count: number) => string;
  undo?: { label: string; act: () => void };
}

/** What is on the screen: the last message, with the acts of those before it that it joins. */
interface Shown extends ToastMessage {
  acts: (() => void)[];
}

const SECONDS = 6;

const ToastContext = createContext<(message: ToastMessage) => void>(() => undefined);

/** Shows a toast; a later one takes its place. */
export function useToast(): (message: ToastMessage) => void {
  return useContext(ToastContext);
}

/** Holds the one toast there may be. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [message, setMessage] = useState<Shown | null>(null);
  const [isHeld, setHeld] = useState(false);
  const show = useCallback(
    (next: ToastMessage) =>
      setMessage((standing) => {
        const before = standing?.text === next.text ? standing.acts : [];
        return { ...next, acts: next.undo === undefined ? [] : [...before, next.undo.act] };
      }),
    [],
  );
  useEffect(() => {
    if (message === null || isHeld) return;
    const timer = setTimeout(() => setMessage(null), SECONDS * 1000);
    return () => clearTimeout(timer);
  }, [message, isHeld]);
  return (
    <ToastContext value={show}>
      {children}
      <div className="toast-place" role="status" aria-live="polite">
        {message === null ? null : (
          <div
            className="toast"
            onMouseEnter={() => setHeld(true)}
            onMouseLeave={() => setHeld(false)}
            onFocus={() => setHeld(true)}
            onBlur={() => setHeld(false)}
          >
            {message.acts.length > 1 && message.many !== undefined
              ? message.many(message.acts.length)
              : message.text}
            {message.undo === undefined ? null : (
              <button
                type="button"
                onClick={() => {
                  for (const act of message.acts) act();
                  setHeld(false);
                  setMessage(null);
                }}
              >
                {message.undo.label}
              </button>
            )}
          </div>
        )}
      </div>
    </ToastContext>
  );
}
