import { useMutation, useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { Label, Radio, RadioGroup } from "react-aria-components";
import type { ExportRange } from "../../../../shared/contract/exports.ts";
import { isLocalDate } from "../../../../shared/journal/local-date.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { flushTexts } from "../../saving/open-texts.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { messages } from "./messages.ts";
import { type ExportState, useExport } from "./use-export.ts";

/** The shortcut that opens the sheet, wherever there is one. */
export const EXPORT_KEYS = "mod+shift+e";

/** What to take along as Markdown, and how far it is. */
export function ExportSheet({ onClose }: { onClose: () => void }) {
  const { state, start, stop } = useExport();
  const isWriting = state.kind === "writing";
  return (
    <Sheet title={messages.title} onClose={isWriting ? stop : onClose}>
      {isWriting || state.kind === "done" ? (
        <Running state={state} onStop={stop} onClose={onClose} />
      ) : (
        <Choosing state={state} onStart={start} onClose={onClose} />
      )}
    </Sheet>
  );
}

function Choosing(props: {
  state: ExportState;
  onStart: (range: ExportRange) => Promise<void>;
  onClose: () => void;
}) {
  const { state } = props;
  const { queries, queryClient } = useConnection();
  const [what, setWhat] = useState("everything");
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const isRange = what === "range";
  const isInverted = isRange && isLocalDate(from) && isLocalDate(to) && to < from;
  const hasBadDate =
    isInverted || (isRange && [from, to].some((date) => date !== "" && !isLocalDate(date)));
  const range: ExportRange =
    isRange && !hasBadDate
      ? { ...(from === "" ? {} : { from }), ...(to === "" ? {} : { to }) }
      : {};
  const preview = useQuery({
    ...queries.exports.preview.queryOptions({ input: range }),
    staleTime: 0,
  });
  const choose = useMutation(
    queries.exports.choosePlace.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: queries.exports.key() }),
    }),
  );
  const begin = (): void => {
    if (hasBadDate || preview.data === undefined || preview.data.entries === 0) return;
    // What is still being written is taken along.
    void flushTexts().then(() => props.onStart(range));
  };
  const form = useId();
  return (
    <>
      <form
        id={form}
        className="sheet-body"
        onSubmit={(event) => {
          event.preventDefault();
          begin();
        }}
      >
        <RadioGroup className="sheet-field" value={what} onChange={setWhat}>
          <Label className="label">{messages.what}</Label>
          <ExportChoice value="everything" chosen={what} name={messages.everything} />
          <ExportChoice value="range" chosen={what} name={messages.range} />
        </RadioGroup>
        {isRange ? (
          <div className="sheet-field two">
            <DateField name={messages.from} value={from} onChange={setFrom} />
            <DateField name={messages.to} value={to} onChange={setTo} />
          </div>
        ) : null}
        <div className="sheet-field">
          <span className="label">{messages.where}</span>
          <div className="field export-where">
            <span>{preview.data?.where}</span>
            {preview.data?.canChoosePlace === true ? (
              <LinkButton onClick={() => choose.mutate(undefined)}>{messages.choose}</LinkButton>
            ) : null}
          </div>
          <p className="help">{messages.plainText}</p>
        </div>
        <div aria-live="polite">
          {state.kind === "failed" ? <p className="notice">{sentenceFor(state.error)}</p> : null}
          {isInverted ? <p className="error">{messages.inverted}</p> : null}
          {preview.data?.entries === 0 ? <p className="meta">{messages.noEntries}</p> : null}
          {state.kind === "stopped" ? <p className="meta">{messages.stopped}</p> : null}
          {preview.isError ? <p className="notice">{sentenceFor(preview.error)}</p> : null}
        </div>
      </form>
      <div className="sheet-foot">
        <p className="status">
          {preview.data === undefined ? "" : messages.entries(preview.data.entries)}
        </p>
        <p className="actions">
          <Button onClick={props.onClose}>{messages.cancel}</Button>
          <Button look="primary" keys="enter" type="submit" form={form}>
            {state.kind === "failed" ? messages.tryAgain : messages.export}
          </Button>
        </p>
      </div>
    </>
  );
}

function ExportChoice(props: { value: string; chosen: string; name: string }) {
  return (
    <Radio value={props.value} className="radio-row">
      <span className={props.value === props.chosen ? "radio on" : "radio"} aria-hidden="true" />
      {props.name}
    </Radio>
  );
}

function DateField(props: { name: string; value: string; onChange: (value: string) => void }) {
  const id = useId();
  const isBad = props.value !== "" && !isLocalDate(props.value);
  return (
    <div>
      <label className="label" htmlFor={id}>
        {props.name}
      </label>
      <input
        id={id}
        className="field"
        value={props.value}
        placeholder="YYYY-MM-DD"
        aria-invalid={isBad}
        aria-describedby={isBad ? `${id}-error` : undefined}
        onChange={(event) => props.onChange(event.target.value)}
      />
      {isBad ? (
        <p className="error" id={`${id}-error`}>
          {messages.notADate}
        </p>
      ) : null}
    </div>
  );
}

function Running(props: {
  state: Extract<ExportState, { kind: "writing" | "done" }>;
  onStop: () => void;
  onClose: () => void;
}) {
  const { state } = props;
  const isDone = state.kind === "done";
  const part = isDone ? 1 : state.total === 0 ? 0 : state.done / state.total;
  return (
    <>
      <div className="sheet-body" aria-live="polite">
        <p className="serif export-now">
          {isDone ? messages.done(state.entries, state.where) : messages.writing(state.file)}
        </p>
        {isDone ? (
          <p className="help">{messages.plainText}</p>
        ) : (
          <>
            <p className="meta">{messages.progress(state.done, state.total)}</p>
            <div
              className="bar"
              role="progressbar"
              aria-label={messages.title}
              aria-valuenow={Math.round(part * 100)}
            >
              <i style={{ transform: `scaleX(${part})` }} />
            </div>
          </>
        )}
      </div>
      <div className="sheet-foot">
        <span />
        <p className="actions">
          {isDone ? (
            <Button look="primary" autoFocus onClick={props.onClose}>
              {messages.close}
            </Button>
          ) : (
            <Button autoFocus onClick={props.onStop}>
              {messages.stop}
            </Button>
          )}
        </p>
      </div>
    </>
  );
}
