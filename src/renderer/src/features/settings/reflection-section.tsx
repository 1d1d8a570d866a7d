import { useId, useState } from "react";
import { Checkbox } from "react-aria-components";
import { timeOfDay } from "../../../../shared/contract/journal.ts";
import { CheckBox } from "../../ui/check-box.tsx";
import { WEEKDAYS } from "../../ui/format.ts";
import { ChoiceSetting } from "./choice-setting.tsx";
import { messages } from "./messages.ts";
import { SettingLine } from "./setting-line.tsx";
import { useSetting } from "./use-setting.ts";

const DAYS = WEEKDAYS.map((name, index) => ({ value: index + 1, name }));
const COUNTS = ([3, 4, 5] as const).map((value) => ({ value, name: String(value) }));

/** When the week is reflected on, and how much is asked. */
export function ReflectionSection({ canChange }: { canChange: boolean }) {
  return (
    <section className="row set">
      <h2 className="m">{messages.reflection}</h2>
      <div className="t">
        <ChoiceSetting
          setting="reflectionDay"
          name={messages.day}
          choices={DAYS}
          canChange={canChange}
        />
        <TimeLine canChange={canChange} />
        <ChoiceSetting
          setting="places"
          name={messages.places}
          help={messages.placesHelp}
          choices={COUNTS}
          canChange={canChange}
        />
        <BlocksLine canChange={canChange} />
      </div>
    </section>
  );
}

/** Whether it is asked how the week fell. */
function BlocksLine({ canChange }: { canChange: boolean }) {
  const { value, change, problem } = useSetting("blocks");
  if (value === undefined) return null;
  return (
    <SettingLine
      name={
        <Checkbox className="check" isSelected={value} isReadOnly={!canChange} onChange={change}>
          <CheckBox isOn={value} />
          <span>
            {messages.blocks}
            <span className="help">{messages.blocksHelp}</span>
          </span>
        </Checkbox>
      }
      problem={problem}
    />
  );
}

/** The time, kept as soon as it is one. */
function TimeLine({ canChange }: { canChange: boolean }) {
  const id = useId();
  const time = useSetting("reflectionTime");
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? time.value ?? "";
  const isTime = typed === null || timeOfDay.safeParse(typed).success;
  if (time.value === undefined) return null;
  return (
    <SettingLine name={<label htmlFor={id}>{messages.time}</label>} problem={time.problem}>
      {canChange ? (
        <div className="time-line">
          <input
            id={id}
            className="field"
            value={shown}
            autoComplete="off"
            aria-invalid={!isTime}
            aria-describedby={isTime ? undefined : `${id}-error`}
            onChange={(event) => {
              setTyped(event.target.value);
              if (timeOfDay.safeParse(event.target.value).success) time.change(event.target.value);
            }}
          />
          {isTime ? null : (
            <p className="error" id={`${id}-error`}>
              {messages.notATime}
            </p>
          )}
        </div>
      ) : (
        time.value
      )}
    </SettingLine>
  );
}
