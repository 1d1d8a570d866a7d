import { useId, useState } from "react";
import { addressTyped } from "./link-address.ts";
import { messages } from "./messages.ts";

/** Asks for the address of a link. */
export function LinkForm(props: { href: string; onKeep: (href: string) => void }) {
  const [typed, setTyped] = useState(props.href);
  const [isRefused, setRefused] = useState(false);
  const errorId = useId();
  const keep = (): void => {
    const href = addressTyped(typed);
    if (href === null) setRefused(true);
    else props.onKeep(href);
  };
  return (
    <form
      className="bubble-form"
      aria-label={messages.link}
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <input
        className="field"
        type="text"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        // It was asked for, and there is nothing else to do in it.
        ref={(element) => element?.focus()}
        aria-label={messages.address}
        aria-invalid={isRefused}
        aria-describedby={isRefused ? errorId : undefined}
        placeholder="https://"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setRefused(false);
        }}
      />
      <button type="submit">{messages.keepAddress}</button>
      {isRefused ? (
        <p className="error" id={errorId} role="alert">
          {messages.noAddress}
        </p>
      ) : null}
    </form>
  );
}
