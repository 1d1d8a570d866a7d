import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, type Ref, useState } from "react";
import {
  invited,
  momentKind,
  MOMENT_CHARACTERS,
  type MomentSheet,
  type UnkeptMoment,
} from "../../../../shared/contract/moments.ts";
import type { LocalDate } from "../../../../shared/journal/local-date.ts";
import { useConnection } from "../../api/client.ts";
import { MetaSelect } from "../../ui/meta-select.tsx";
import { SentenceChoice } from "../../ui/sentence-choice.tsx";
import { matchesShortcut } from "../../ui/shortcuts.ts";
import { ThemeDot } from "../../ui/theme-dot.tsx";
import { PersonField } from "../people/person-field.tsx";
import { messages } from "./messages.ts";
import { MomentMark } from "./moment-mark.tsx";
import { WHEN_KEYS, WhenField } from "./when-field.tsx";

/** Opens the choice of a theme. */
const THEME_KEYS = "#";

/** What a moment says, as it stands in its sentence. */
export type MomentWords = Omit<UnkeptMoment, "id">;

/**
 * A moment as a sentence to fill. Tab goes from blank to blank; Enter in any of them keeps.
 * @param props.onKeep is not called while a list is open, which takes Enter for itself.
 */
export function MomentFields(props: {
  words: MomentWords;
  onChange: (words: MomentWords) => void;
  /** Told whether what stands in the fields of the time is none. */
  onWrongTime: (isWrong: boolean) => void;
  onKeep: () => void;
  timeZone: string;
  today: LocalDate;
  crises: MomentSheet["crises"];
  /** What is missing, said beside it. */
  problem: string | null;
  /** The blank that takes the focus when it comes up. */
  focus: "kind" | "text";
  textRef?: Ref<HTMLTextAreaElement>;
}) {
  const { words, onChange } = props;
  const { queries } = useConnection();
  const themes = useQuery(queries.prompts.themes.queryOptions());
  const [isWhenOpen, setWhenOpen] = useState(false);
  const [isTimeWrong, setTimeWrong] = useState(false);
  const problem = props.problem ?? (isTimeWrong ? messages.notATime : null);
  const [isThemeOpen, setThemeOpen] = useState(false);
  const change = (changed: Partial<MomentWords>): void => onChange({ ...words, ...changed });
  const isIn = words.kind === "stepped_in";
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const { target, nativeEvent } = event;
    if (event.defaultPrevented || nativeEvent.isComposing || !(target instanceof HTMLElement))
      return;
    const take = (act: () => void): void => {
      event.preventDefault();
      act();
    };
    if (event.key === "Enter" && !target.matches("button, a")) take(props.onKeep);
    else if (matchesShortcut(nativeEvent, "mod+enter")) take(props.onKeep);
    else if (matchesShortcut(nativeEvent, WHEN_KEYS)) take(() => setWhenOpen(true));
    else if (event.key === THEME_KEYS && !target.matches("textarea, input:not([type=radio])")) {
      take(() => setThemeOpen(true));
    }
  };
  return (
    // The keys of the form, whichever of its blanks has the focus.
    <div className="moment-fields" role="presentation" onKeyDown={onKeyDown}>
      <div className="sentence">
        {messages.i}{" "}
        <SentenceChoice
          label={messages.kind}
          value={words.kind}
          autoFocus={props.focus === "kind"}
          choices={momentKind.options.map((kind) => ({
            value: kind,
            name: messages.kinds[kind],
            letter: { stepped_in: "i", stepped_back: "b", stepped_away: "a" }[kind],
            mark: <MomentMark kind={kind} />,
          }))}
          onChange={(kind) => change({ kind })}
        />
        <br />
        {messages.with}{" "}
        <PersonField
          label={messages.person}
          look="blank"
          placeholder={messages.personHint}
          name={words.person}
          onName={(person) => change({ person })}
        />
        <span className="invited" data-on={isIn} inert={!isIn}>
          {", "}
          <SentenceChoice
            label={messages.howInvited}
            value={words.invited}
            choices={invited.options.map((how) => ({
              value: how,
              name: messages.invited[how],
              letter: how.charAt(0),
            }))}
            onChange={(how) => change({ invited: how })}
          />
        </span>
      </div>
      <textarea
        ref={props.textRef}
        className="says"
        aria-label={messages.text}
        placeholder={messages.textHint}
        rows={2}
        maxLength={MOMENT_CHARACTERS}
        autoFocus={props.focus === "text"}
        onFocus={({ currentTarget }) => currentTarget.setSelectionRange(-1, -1)}
        value={words.text}
        // One line that wraps: what is pasted into it is one, too.
        onChange={(event) => change({ text: event.target.value.replace(/\s*\n\s*/gu, " ") })}
      />
      {problem === null ? null : (
        <p className="error" role="alert">
          {problem}
        </p>
      )}
      <div className="actions moment-more">
        <WhenField
          at={words.at}
          timeZone={props.timeZone}
          today={props.today}
          isOpen={isWhenOpen}
          onOpen={() => setWhenOpen(true)}
          onChange={(at) => {
            setTimeWrong(at === null);
            props.onWrongTime(at === null);
            if (at !== null) change({ at });
          }}
        />
        <MetaSelect
          label={messages.theme}
          none={messages.noTheme}
          value={words.theme}
          keys={THEME_KEYS}
          isOpen={isThemeOpen}
          onOpenChange={setThemeOpen}
          choices={(themes.data ?? []).map(({ id, title }) => ({
            id,
            name: title,
            mark: <ThemeDot theme={id} />,
          }))}
          onChange={(theme) => change({ theme })}
        />
        {props.crises.length === 0 ? null : (
          <MetaSelect
            label={messages.crisis}
            none={messages.noCrisis}
            value={words.crisisId}
            choices={props.crises.map(({ id, ground }) => ({
              id,
              name: messages.inCrisis(ground),
            }))}
            onChange={(crisisId) => change({ crisisId })}
          />
        )}
      </div>
    </div>
  );
}

/** A moment with nothing in it. @param at the instant it is taken to be of, ISO 8601. */
export function emptyAt(at: string): MomentWords {
  return { kind: null, text: "", person: "", invited: null, theme: null, at, crisisId: null };
}

/** What is missing before a moment can be kept; null when nothing is. */
export function missingIn(words: MomentWords, isTimeWrong: boolean): string | null {
  if (words.kind === null) return messages.noKind;
  if (words.text.trim() === "") return messages.noText;
  return isTimeWrong ? messages.notATime : null;
}
