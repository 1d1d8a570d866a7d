import type { ButtonHTMLAttributes, ReactNode } from "react";
import { nameShortcut, showShortcut } from "./shortcuts.ts";

/** A key hint; the control it sits in carries the name of the shortcut. */
export function KeyHint({ keys }: { keys: string }) {
  return <kbd aria-hidden="true">{showShortcut(keys)}</kbd>;
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
