import { useEffect, useId, useRef } from "react";
import { ulid } from "ulid";
import type { Fate } from "../../../../shared/contract/commitments.ts";
import { LinkButton } from "../../ui/button.tsx";
import { Choices } from "../../ui/choices.tsx";
import { CommitmentWords } from "../../ui/commitment-words.tsx";
import { PersonField } from "../people/person-field.tsx";
import { LineArea } from "../../ui/line-area.tsx";
import { SentenceChoice } from "../../ui/sentence-choice.tsx";
import { AnswerLine } from "./answer-line.tsx";
import type { AnswerText } from "./answer-text.ts";
import { lookBack } from "./look-back-messages.ts";

type Kind = Exclude<Fate["kind"], "undecided">;

const KINDS: readonly { value: Kind; label: string }[] = [
  { value: "reshaped", label: lookBack.reshape },
  { value: "handed_on", label: lookBack.handOn },
  { value: "ended", label: lookBack.end },
];

/** What becomes of a commitment that came along three times. */
export function FateChoice(props: {
  text: AnswerText;
  /** What is missing before it can be gone on from. */
  missing: string | null;
  /** The day a new one is asked about. */
  askedOn: string;
  onFate: (fate: Fate) => void;
  onChangeAnswer: () => void;
}) {
  const { text, onFate } = props;
  const { commitment, fate } = text;
  const form = useRef<HTMLDivElement>(null);
  const isToWrite = useRef(false);
  useEffect(() => {
    if (!isToWrite.current) return;
    isToWrite.current = false;
    // Whom is what is not known yet; everything else begins with its first field.
    const fields =
      form.current?.querySelectorAll<HTMLElement>(".fate-form input, .fate-form textarea") ?? [];
    ([...fields].find((field) => field.role === "combobox") ?? fields[0])?.focus();
  });

  const choose = (kind: Kind, isForGood: boolean): void => {
    isToWrite.current = isForGood;
    if (kind === fate.kind) return;
    if (kind === "reshaped") onFate({ kind, id: ulid(), situation: null, action: "" });
    else if (kind === "ended") onFate({ kind, note: "" });
    else onFate({ kind, person: "", what: commitment.action, howFar: lookBack.howFarChoices[1] });
  };
  return (
    <div className="ask" ref={form}>
      <p className="said">
        <CommitmentWords commitment={commitment} />
      </p>
      <p className="meta answer-line">
        <AnswerLine text={text} isDeciding={commitment.became !== "handed_on"} />{" "}
        <LinkButton onClick={props.onChangeAnswer}>{lookBack.change}</LinkButton>
      </p>
      <Choices
        label={lookBack.fate}
        value={fate.kind === "undecided" ? null : fate.kind}
        options={KINDS}
        takesFocus
        onChoose={choose}
      />
      <div className="fate-form">
        {fate.kind === "reshaped" ? (
          <Reshape fate={fate} askedOn={props.askedOn} onFate={onFate} />
        ) : null}
        {commitment.became === "handed_on" ? (
          <p className="help">{lookBack.handoverStays(commitment.becameNote ?? "")}</p>
        ) : fate.kind === "handed_on" ? (
          <HandOn fate={fate} onFate={onFate} />
        ) : null}
        {fate.kind === "ended" ? (
          <label className="fate-line">
            <span className="meta">{lookBack.endLine}</span>
            <input
              className="field fate-field"
              autoComplete="off"
              maxLength={2000}
              value={fate.note}
              onChange={(event) => onFate({ ...fate, note: event.target.value })}
            />
          </label>
        ) : null}
        {props.missing === null ? null : (
          <p className="error" role="alert">
            {props.missing}
          </p>
        )}
      </div>
    </div>
  );
}

/** The if-then form, filled with nothing. */
function Reshape(props: {
  fate: Extract<Fate, { kind: "reshaped" }>;
  askedOn: string;
  onFate: (fate: Fate) => void;
}) {
  const { fate, onFate } = props;
  const id = useId();
  return (
    <>
      <div className="ifthen">
        <label className="if" htmlFor={`${id}-if`}>
          {lookBack.if}
        </label>
        <input
          id={`${id}-if`}
          className="field"
          autoComplete="off"
          maxLength={2000}
          value={fate.situation ?? ""}
          onChange={(event) => onFate({ ...fate, situation: event.target.value || null })}
        />
        <label className="if" htmlFor={`${id}-then`}>
          {lookBack.thenIWill}
        </label>
        <input
          id={`${id}-then`}
          className="field"
          autoComplete="off"
          maxLength={2000}
          value={fate.action}
          onChange={(event) => onFate({ ...fate, action: event.target.value })}
        />
      </div>
      <p className="help">{lookBack.askedOn(props.askedOn)}</p>
    </>
  );
}

/** What is handed on, to whom, and how far: a sentence to fill. */
function HandOn(props: {
  fate: Extract<Fate, { kind: "handed_on" }>;
  onFate: (fate: Fate) => void;
}) {
  const { fate, onFate } = props;
  return (
    <>
      <div className="sentence hand-on">
        {lookBack.iHand}{" "}
        <LineArea
          label={lookBack.what}
          className="blank"
          maxLength={2000}
          value={fate.what}
          onChange={(what) => onFate({ ...fate, what })}
        />{" "}
        {lookBack.to}{" "}
        <PersonField
          label={lookBack.toWhom}
          look="blank"
          placeholder={lookBack.toWhomHint}
          name={fate.person}
          onName={(person) => onFate({ ...fate, person })}
        />
        {", "}
        <SentenceChoice
          label={lookBack.howFar}
          value={fate.howFar}
          choices={lookBack.howFarChoices.map((value) => ({ value, name: value }))}
          onChange={(howFar) => onFate({ ...fate, howFar })}
        />
      </div>
      <p className="help">{lookBack.beginsHandover}</p>
    </>
  );
}
