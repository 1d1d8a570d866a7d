import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";
import { nameShortcut, showShortcut } from "./shortcuts.ts";

/** A key hint; the control it sits in carries the name of the shortcut, where it is not itself `isRead`. */
export function KeyHint({ keys, isRead = false }: { keys: string; isRead?: boolean }) {
  return <kbd aria-hidden={isRead ? undefined : "true"}>{showShortcut(keys)}</kbd>;
}

/** A button: one `primary` a view. `keys` is the shortcut that does the same. */
export function Button({
  look = "plain",
  keys,
  children,
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & {
  look?: "primary" | "quiet" | "plain" | "danger";
  keys?: string;
  ref?: Ref<HTMLButtonElement>;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      {...rest}
      className={`btn ${look}`}
      aria-keyshortcuts={keys === undefined ? undefined : nameShortcut(keys)}
    >
      {children} {keys === undefined ? null : <KeyHint keys={keys} />}
    </button>
  );
}

/** A small act inside a line of text. */
export function LinkButton(props: ButtonHTMLAttributes<HTMLButtonElement>) {
  return <button type="button" {...props} className="link" />;
}
