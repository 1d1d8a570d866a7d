import { useState } from "react";
import { messages } from "./messages.ts";

/** What a picture shows, in words, for whoever does not see it. Kept as it is typed. */
export function PictureForm(props: {
  alt: string;
  onChange: (alt: string) => void;
  onDone: () => void;
}) {
  const [alt, setAlt] = useState(props.alt);
  return (
    <form
      className="bubble-form"
      aria-label={messages.picture}
      onSubmit={(event) => {
        event.preventDefault();
        props.onDone();
      }}
    >
      <input
        className="field"
        type="text"
        autoComplete="off"
        aria-label={messages.whatItShows}
        placeholder={messages.whatItShows}
        value={alt}
        onChange={(event) => {
          setAlt(event.target.value);
          props.onChange(event.target.value);
        }}
      />
      <button type="submit">{messages.keepWords}</button>
    </form>
  );
}
