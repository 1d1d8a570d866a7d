import type { ReactNode } from "react";
import { Radio, RadioGroup } from "react-aria-components";

/** One setting: its name, what it means, and what changes it. A failure stands beside it. */
export function SettingLine(props: {
  name: ReactNode;
  help?: ReactNode;
  problem?: string | null;
  children?: ReactNode;
}) {
  return (
    <>
      <div className="line2">
        <div>
          <span>{props.name}</span>
          {props.help === undefined ? null : <p className="help">{props.help}</p>}
        </div>
        {props.children === undefined ? null : <div className="actions">{props.children}</div>}
      </div>
      {props.problem === undefined || props.problem === null ? null : (
        <p className="notice" role="alert">
          {props.problem}
        </p>
      )}
    </>
  );
}

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
