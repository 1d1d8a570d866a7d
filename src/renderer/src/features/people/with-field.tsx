import { useId } from "react";
import { messages } from "./messages.ts";
import { PersonField } from "./person-field.tsx";

/** Names of people, one below the other, with room for one more; an emptied one is nobody. */
export function WithField(props: { names: readonly string[]; onNames: (names: string[]) => void }) {
  const { names, onNames } = props;
  const id = useId();
  const shown = names.at(-1)?.trim() === "" ? names : [...names, ""];
  return (
    <div className="sheet-field" role="group" aria-labelledby={id}>
      <span className="label" id={id}>
        {messages.with}
      </span>
      {shown.map((name, index) => (
        <PersonField
          key={index}
          label={messages.withPlace(index + 1)}
          name={name}
          onName={(given) => onNames(shown.map((one, at) => (at === index ? given : one)))}
          placeholder={index === 0 ? messages.withNobody : messages.withOneMore}
        />
      ))}
    </div>
  );
}

/** Those who were named. */
export function namesGiven(names: readonly string[]): string[] {
  return names.map((name) => name.trim()).filter((name) => name !== "");
}
