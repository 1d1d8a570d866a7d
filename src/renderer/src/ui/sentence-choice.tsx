import type { KeyboardEvent, ReactNode } from "react";
import { Radio, RadioGroup } from "react-aria-components";

/** A choice inside a sentence, as segments: arrows move, and a letter chooses where one is given. */
export function SentenceChoice<Value extends string>(props: {
  label: string;
  value: Value | null;
  choices: readonly { value: Value; name: string; letter?: string; mark?: ReactNode }[];
  onChange: (value: Value) => void;
  /** Takes the focus when it comes up. */
  autoFocus?: boolean;
  isOff?: boolean;
}) {
  const { choices, value } = props;
  const choose = (chosen: string): void => {
    const choice = choices.find((one) => one.value === chosen);
    if (choice !== undefined) props.onChange(choice.value);
  };
  const chooseByLetter = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const choice = choices.find(({ letter }) => letter === event.key.toLowerCase());
    if (choice === undefined) return;
    event.preventDefault();
    props.onChange(choice.value);
    // The one that is chosen is the one that the arrows go on from.
    const radios = event.currentTarget.querySelectorAll<HTMLInputElement>("input");
    radios[choices.indexOf(choice)]?.focus();
  };
  const focused = value ?? choices[0]?.value;
  return (
    <span role="presentation" onKeyDown={chooseByLetter}>
      <RadioGroup
        className="slot"
        aria-label={props.label}
        orientation="horizontal"
        value={value}
        isDisabled={props.isOff === true}
        onChange={choose}
      >
        {choices.map((choice) => (
          <Radio
            key={choice.value}
            value={choice.value}
            aria-keyshortcuts={choice.letter?.toUpperCase()}
            autoFocus={props.autoFocus === true && choice.value === focused}
          >
            {choice.mark}
            {choice.name}
          </Radio>
        ))}
      </RadioGroup>
    </span>
  );
}
