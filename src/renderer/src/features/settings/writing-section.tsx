import { showShortcut } from "../../ui/shortcuts.ts";
import { ChoiceSetting } from "./choice-setting.tsx";
import { messages } from "./messages.ts";

const asChoice = <Value extends number>(value: Value) => ({ value, name: String(value) });
const SIZES = ([90, 100, 115, 130, 140] as const).map(asChoice);
const LENGTHS = ([56, 68, 80] as const).map(asChoice);
const APPEARANCES = [
  { value: "system", name: messages.appearances.system },
  { value: "light", name: messages.appearances.light },
  { value: "dark", name: messages.appearances.dark },
] as const;

/** How the page one writes on looks; the sample shows it at once. */
export function WritingSection({ canChange }: { canChange: boolean }) {
  return (
    <section className="row set">
      <h2 className="m">{messages.writing}</h2>
      <div className="t">
        <ChoiceSetting
          setting="writingSize"
          name={messages.size}
          label={messages.sizeLabel}
          help={messages.sizeHelp(showShortcut("mod+plus"), showShortcut("mod+minus"))}
          choices={SIZES}
          canChange={canChange}
        />
        <ChoiceSetting
          setting="lineLength"
          name={messages.lineLength}
          label={messages.lineLengthLabel}
          choices={LENGTHS}
          canChange={canChange}
        />
        <p className="sample body">{messages.sample}</p>
        <ChoiceSetting
          setting="appearance"
          name={messages.appearance}
          choices={APPEARANCES}
          canChange={canChange}
        />
      </div>
    </section>
  );
}
