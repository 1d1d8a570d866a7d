import { useMutation, useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, type RefObject, useId, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { ulid } from "ulid";
import type { Crisis } from "../../../../shared/contract/crises.ts";
import type { Id } from "../../../../shared/journal/identity.ts";
import { isLocalDate, type LocalDate } from "../../../../shared/journal/local-date.ts";
import { ADDRESSES } from "../../addresses.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { LinkButton } from "../../ui/button.tsx";
import { FormSheet, useSheetKeys } from "../../ui/form-sheet.tsx";
import { InWords } from "../../ui/in-words.tsx";
import { LineArea } from "../../ui/line-area.tsx";
import { useToast } from "../../ui/toast.tsx";
import { PersonField } from "../people/person-field.tsx";
import { CrisisLines, type CrisisLine } from "./crisis-lines.tsx";
import { messages } from "./messages.ts";

/** Opens the sheet on a crisis that begins. */
export const CRISIS_KEYS = "mod+shift+f";
const DAY_KEYS = "mod+d";

/** What stands in the sheet. */
export interface CrisisForm {
  /** The crisis it is going to be, or is. */
  id: Id;
  person: string;
  ground: string;
  endsWhen: string;
  lines: readonly CrisisLine[];
  /** Null for today, until another day is given. */
  date: LocalDate | null;
}

function emptyForm(): CrisisForm {
  const lines = [{ id: null, what: "" }];
  return { id: ulid(), person: "", ground: "", endsWhen: "", lines, date: null };
}

function formOf(crisis: Crisis): CrisisForm {
  return {
    id: crisis.id,
    person: crisis.person?.name ?? "",
    ground: crisis.ground,
    endsWhen: crisis.endsWhen ?? "",
    lines: crisis.items.map(({ id, what }) => ({ id, what })),
    date: crisis.date,
  };
}

/** A crisis that begins. @param props.unfinished keeps what was begun when the sheet is left. */
export function OpenCrisisSheet(props: {
  unfinished: RefObject<CrisisForm | null>;
  onClose: () => void;
}) {
  const { unfinished, onClose } = props;
  const { queries } = useConnection();
  const navigate = useNavigate();
  const open = useMutation(
    queries.crises.open.mutationOptions({
      onSuccess: () => {
        unfinished.current = null;
        onClose();
        void navigate(ADDRESSES.today);
      },
    }),
  );
  return (
    <CrisisSheet
      title={messages.stepForward}
      start={unfinished.current ?? emptyForm()}
      onForm={(form) => {
        unfinished.current = form;
      }}
      verb={{ rest: messages.step, busy: messages.stepping }}
      isBusy={open.isPending}
      error={open.error}
      onKeep={({ id, lines, date, ...said }) =>
        open.mutate({
          ...draftOf(said),
          id,
          ...(date === null ? {} : { date }),
          items: lines.map(({ what }) => what),
        })
      }
      onClose={onClose}
    />
  );
}

/** An open crisis, to say otherwise; or to delete, where it was opened by mistake. */
export function ChangeCrisisSheet(props: { crisis: Crisis; onClose: () => void }) {
  const { onClose } = props;
  // As it was when the sheet came up: that is what is changed here.
  const [crisis] = useState(props.crisis);
  const { queries } = useConnection();
  const showToast = useToast();
  const sayError = (error: unknown): void => showToast({ text: sentenceFor(error) });
  const restoreItem = useMutation(
    queries.crises.restoreItem.mutationOptions({ onError: sayError }),
  );
  const change = useMutation(
    queries.crises.change.mutationOptions({
      onSuccess: ({ items }) => {
        onClose();
        for (const { id, what } of crisis.items) {
          if (items.some((item) => item.id === id)) continue;
          showToast({
            text: messages.takenOff(what),
            many: messages.takenOffMany,
            undo: { label: messages.undo, act: () => restoreItem.mutate({ id }) },
          });
        }
      },
    }),
  );
  const restore = useMutation(queries.crises.restore.mutationOptions({ onError: sayError }));
  const remove = useMutation(
    queries.crises.delete.mutationOptions({
      onSuccess: ({ id }) => {
        onClose();
        showToast({
          text: messages.deleted,
          many: messages.deletedMany,
          undo: { label: messages.undo, act: () => restore.mutate({ id }) },
        });
      },
    }),
  );
  return (
    <CrisisSheet
      title={messages.changeTitle}
      start={formOf(crisis)}
      isBusy={change.isPending}
      error={change.error ?? remove.error}
      onKeep={({ id, lines, date, ...said }) =>
        change.mutate({
          ...draftOf(said),
          id,
          revision: crisis.revision,
          date: date ?? crisis.date,
          items: [...lines],
        })
      }
      onDelete={() => remove.mutate({ id: crisis.id })}
      onClose={onClose}
    />
  );
}

function draftOf({ person, ground, endsWhen }: Pick<CrisisForm, "person" | "ground" | "endsWhen">) {
  return {
    person: person.trim() === "" ? null : person,
    ground,
    endsWhen: endsWhen.trim() === "" ? null : endsWhen,
  };
}

function CrisisSheet(props: {
  title: string;
  start: CrisisForm;
  onForm?: (form: CrisisForm) => void;
  verb?: { rest: string; busy: string };
  isBusy: boolean;
  error: unknown;
  onKeep: (form: CrisisForm) => void;
  onDelete?: () => void;
  onClose: () => void;
}) {
  const { onForm, onKeep, onClose, error } = props;
  const [form, setForm] = useState(props.start);
  const [isChangingDay, setChangingDay] = useState(false);
  const blanks = useRef<HTMLDivElement>(null);
  const change = (part: Partial<CrisisForm>): void => {
    const next = { ...form, ...part };
    setForm(next);
    onForm?.(next);
  };
  const isDayWrong = form.date !== null && !isLocalDate(form.date);
  useSheetKeys({ [DAY_KEYS]: () => setChangingDay(true) });
  const onKeyDown = (event: KeyboardEvent): void => {
    const { nativeEvent, target } = event;
    if (event.key !== "Enter" || event.defaultPrevented || nativeEvent.isComposing) return;
    if (!(target instanceof HTMLInputElement)) return;
    // A blank is left for the next one; only the button and its keys keep it all.
    event.preventDefault();
    const all = [...(blanks.current?.querySelectorAll<HTMLElement>("input, textarea") ?? [])];
    all[all.indexOf(target) + 1]?.focus();
  };
  return (
    <FormSheet
      title={props.title}
      look="sentence"
      className="crisis-sheet"
      isBusy={props.isBusy}
      notice={error === null ? null : sentenceFor(error)}
      {...(props.verb === undefined ? {} : { verb: props.verb })}
      status={
        <DayOfCrisis
          date={form.date}
          isChanging={isChangingDay}
          onAsk={() => setChangingDay(true)}
          onDate={(date) => change({ date })}
        />
      }
      onKeep={() => {
        if (!isDayWrong) onKeep(form);
      }}
      onClose={onClose}
    >
      <div role="presentation" ref={blanks} onKeyDown={onKeyDown}>
        <div className="sentence">
          {messages.iStepForward}{" "}
          <PersonField
            look="blank"
            label={messages.whose}
            placeholder={messages.whosePlace}
            name={form.person}
            autoFocus
            onName={(person) => change({ person })}
          />
          {messages.ground}{" "}
          <input
            className="blank"
            aria-label={messages.which}
            placeholder={messages.whichPlace}
            value={form.ground}
            maxLength={2000}
            autoComplete="off"
            onChange={(event) => change({ ground: event.target.value })}
          />
          ,
          <span className="until">
            <span>{messages.until}</span>
            <LineArea
              className="blank"
              label={messages.ends}
              placeholder={messages.endsPlace}
              value={form.endsWhen}
              maxLength={2000}
              onChange={(endsWhen) => change({ endsWhen })}
            />
            <span>.</span>
          </span>
        </div>
        <p className="meta lines-label">{messages.iTakeOver}</p>
        <CrisisLines
          label={messages.iTakeOver}
          lines={form.lines}
          isInvalid={false}
          onChange={(lines) => change({ lines })}
        />
        <p className="help">{messages.help}</p>
        {props.onDelete === undefined ? null : (
          <p className="help">
            <LinkButton onClick={props.onDelete}>{messages.byMistake}</LinkButton>
          </p>
        )}
      </div>
    </FormSheet>
  );
}

/** The day it began: today, unless another one is given. */
function DayOfCrisis(props: {
  date: LocalDate | null;
  isChanging: boolean;
  onAsk: () => void;
  onDate: (date: LocalDate) => void;
}) {
  const { queries } = useConnection();
  const { data } = useQuery(queries.crises.today.queryOptions());
  const date = props.date ?? data?.date ?? "";
  const isDate = isLocalDate(date);
  const id = useId();
  return (
    <InWords
      words={isDate ? messages.dayLine(date) : date}
      keys={DAY_KEYS}
      isOpen={props.isChanging}
      onOpen={props.onAsk}
    >
      <div className="day-field">
        <input
          className="field"
          aria-label={messages.day}
          aria-invalid={!isDate}
          aria-describedby={isDate ? undefined : id}
          autoComplete="off"
          autoFocus
          value={date}
          onChange={(event) => props.onDate(event.target.value)}
        />
        {isDate ? null : (
          <p className="error" id={id}>
            {messages.notADate}
          </p>
        )}
      </div>
    </InWords>
  );
}
