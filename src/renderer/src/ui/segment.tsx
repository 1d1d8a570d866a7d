import { Radio, RadioGroup } from "react-aria-components";

/** One of a few values, all of them in sight. */
export function Segment<Value extends string | number>(props: {
  label: string;
  value: Value;
  choices: readonly { value: Value; name: string }[];
  onChange: (value: Value) => void;
}) {
  return (
    <RadioGroup
      aria-label={props.label}
      orientation="horizontal"
      value={String(props.value)}
      onChange={(chosen) => {
        const choice = props.choices.find(({ value }) => String(value) === chosen);
        if (choice !== undefined) props.onChange(choice.value);
      }}
      className="seg"
    >
      {props.choices.map(({ value, name }) => (
        <Radio key={value} value={String(value)}>
          {name}
        </Radio>
      ))}
    </RadioGroup>
  );
}
