import { type ReactNode, useEffect, useId, useRef } from "react";
import { Sheet, SheetFrame } from "./sheet.tsx";
import { SheetFoot } from "./sheet-foot.tsx";
import { matchesShortcut } from "./shortcuts.ts";

/** Keeps a sheet whose Enter belongs to what is written in it. */
const KEEP_KEYS = "mod+enter";

/**
 * A sheet with something to fill in and to keep. `sentence` is one that begins with the sentence to fill
 * and shows no title: Enter goes on in it, and Mod Enter keeps. In any other Enter keeps.
 */
export function FormSheet(props: {
  title: string;
  look?: "titled" | "sentence";
  className?: string;
  isBusy: boolean;
  onKeep: () => void;
  onClose: () => void;
  /** Why it could not be kept, and what to do; null while nothing is wrong. */
  notice: ReactNode;
  status?: ReactNode;
  verb?: { rest: string; busy: string };
  /** The fields. */
  children: ReactNode;
}) {
  const { look = "titled", isBusy, notice, onClose } = props;
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const isSentence = look === "sentence";
  useSheetKeys(isSentence ? { [KEEP_KEYS]: () => form.current?.requestSubmit() } : {});
  const body = (
    <>
      <form
        id={id}
        ref={form}
        className="sheet-body"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy) props.onKeep();
        }}
      >
        {props.children}
        {notice === null ? null : (
          <div className="notice" role="alert">
            {notice}
          </div>
        )}
      </form>
      <SheetFoot
        form={id}
        keys={isSentence ? KEEP_KEYS : "enter"}
        isBusy={isBusy}
        onClose={onClose}
        status={props.status}
        {...(props.verb === undefined ? {} : { verb: props.verb })}
      />
    </>
  );
  return isSentence ? (
    <SheetFrame label={props.title} className={props.className ?? ""} onClose={onClose}>
      {body}
    </SheetFrame>
  ) : (
    <Sheet title={props.title} onClose={onClose}>
      {body}
    </Sheet>
  );
}

/** Shortcuts of an open sheet, over which those of the page rest. */
export function useSheetKeys(acts: Readonly<Record<string, () => void>>): void {
  const current = useRef(acts);
  current.current = acts;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const found = Object.entries(current.current).find(([keys]) => matchesShortcut(event, keys));
      if (found === undefined || event.isComposing || event.repeat) return;
      event.preventDefault();
      event.stopPropagation();
      found[1]();
    };
    window.addEventListener("keydown", onKeyDown, { capture: true });
    return () => window.removeEventListener("keydown", onKeyDown, { capture: true });
  }, []);
}
