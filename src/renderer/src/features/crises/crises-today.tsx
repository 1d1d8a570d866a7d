import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { useNavigate } from "react-router";
import { ulid } from "ulid";
import { addressOfCrisis } from "../../addresses.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { useReadOnly } from "../../api/use-read-only.ts";
import { Button, KeyHint } from "../../ui/button.tsx";
import { nameShortcut } from "../../ui/shortcuts.ts";
import { useOverlay } from "../commands/command-layer.tsx";
import { ChangeCrisisSheet, CRISIS_KEYS } from "./crisis-sheet.tsx";
import type { CrisisToday } from "./crisis-today.ts";
import { messages } from "./messages.ts";

/** How often a window that stays open looks whether a new day has come. */
const DAY_CHECK_MILLISECONDS = 30_000;

/** What is due of crises, a section each, oldest first. It stays until it is given back, and never nags. */
export function CrisesToday() {
  const { queries } = useConnection();
  const { data } = useQuery({
    ...queries.crises.today.queryOptions(),
    refetchOnMount: "always",
    refetchInterval: DAY_CHECK_MILLISECONDS,
  });
  if (data === undefined) return null;
  return data.due.map((one) => {
    const today = { ...one, date: data.date };
    return one.due.kind === "open" ? (
      <OpenCrisis key={one.crisis.id} today={today} day={one.due.day} />
    ) : (
      <AskedCrisis key={one.crisis.id} today={today} />
    );
  });
}

/** The way to step forward, at the end of the day's page. */
export function StepForward() {
  const openOverlay = useOverlay();
  return (
    <div className="row step-forward">
      <span className="m" />
      <p className="t meta">
        <button
          type="button"
          className="meta-act"
          aria-keyshortcuts={nameShortcut(CRISIS_KEYS)}
          onClick={() => openOverlay("crisis")}
        >
          {messages.stepForward} <KeyHint keys={CRISIS_KEYS} />
        </button>
      </p>
    </div>
  );
}

/** What the margin says, and what is at hand beside it. */
function Section(props: {
  title: string;
  margin: ReactNode;
  isOpen: boolean;
  children: ReactNode;
}) {
  return (
    <section className={`row sect ${props.isOpen ? "crisis" : ""}`} aria-label={props.title}>
      <p className="m">{props.margin}</p>
      <div className="t">{props.children}</div>
    </section>
  );
}

function OpenCrisis({ today, day }: { today: CrisisToday; day: number }) {
  const { crisis, date, due } = today;
  const navigate = useNavigate();
  const canWrite = useReadOnly() === null;
  const [asks, setAsks] = useState<"item" | "end" | null>(null);
  const [isChanging, setChanging] = useState(false);
  const withYou = crisis.items.filter(({ became }) => became === null);
  const givenBack = crisis.items.filter(({ became }) => became !== null);
  const asksEnd = due.kind === "open" && due.asksWhatEndsIt;
  return (
    <Section
      isOpen
      title={messages.youStand(crisis)}
      margin={
        <>
          {messages.since(crisis.date, date)}
          <br /> {messages.dayOf(day)}
        </>
      }
    >
      <p className="stands">
        {messages.youStand(crisis)}
        {crisis.endsWhen === null ? "." : `, until “${crisis.endsWhen}”.`}
      </p>
      <p className="meta">
        {[
          ...(withYou.length === 0 ? [] : [messages.withYou(withYou)]),
          ...(givenBack.length === 0 ? [] : [messages.givenBack(givenBack)]),
        ].join(" ")}
      </p>
      {canWrite ? (
        <>
          {asksEnd || asks === "end" ? (
            <EndsWhen today={today} takesFocus={asks === "end"} onDone={() => setAsks(null)} />
          ) : null}
          {asks === "item" ? <AddItem today={today} onDone={() => setAsks(null)} /> : null}
          <p className="actions">
            <Button onClick={() => void navigate(addressOfCrisis(crisis.id, "close"))}>
              {givenBack.length === 0 ? messages.hasEnded : messages.goOn}
            </Button>
            {asks === "item" ? null : (
              <Button onClick={() => setAsks("item")}>{messages.addWhat}</Button>
            )}
            {crisis.endsWhen !== null || asksEnd || asks === "end" ? null : (
              <Button onClick={() => setAsks("end")}>{messages.sayWhatEndsIt}</Button>
            )}
            <Button onClick={() => setChanging(true)}>{messages.change}</Button>
          </p>
        </>
      ) : null}
      {isChanging ? <ChangeCrisisSheet crisis={crisis} onClose={() => setChanging(false)} /> : null}
    </Section>
  );
}

/** A line to fill in the section; Enter keeps it, Esc lets go of it. */
function LineForm(props: {
  label: string;
  words: string;
  takesFocus: boolean;
  onWords: (words: string) => void;
  onKeep: () => void;
  onDone: () => void;
  isBusy: boolean;
  error: unknown;
}) {
  const id = useId();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (props.isBusy) return;
    if (props.words.trim() === "") props.onDone();
    else props.onKeep();
  };
  return (
    <form className="crisis-line" onSubmit={submit}>
      <label className="meta" htmlFor={id}>
        {props.label}
      </label>
      <span className="crisis-line-row">
        <input
          id={id}
          className="field"
          autoComplete="off"
          maxLength={2000}
          autoFocus={props.takesFocus}
          value={props.words}
          onChange={(event) => props.onWords(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Escape") return;
            event.stopPropagation();
            props.onDone();
          }}
        />
        <Button look="quiet" type="submit" keys="enter" aria-busy={props.isBusy}>
          {props.isBusy ? messages.keeping : messages.keep}
        </Button>
      </span>
      {props.error === null ? null : (
        <p className="notice" role="alert">
          {sentenceFor(props.error)}
        </p>
      )}
    </form>
  );
}

function AddItem({ today, onDone }: { today: CrisisToday; onDone: () => void }) {
  const { queries } = useConnection();
  const [what, setWhat] = useState("");
  const [id] = useState(() => ulid());
  const add = useMutation(queries.crises.addItem.mutationOptions({ onSuccess: onDone }));
  return (
    <LineForm
      label={messages.alsoTaken}
      words={what}
      takesFocus
      onWords={setWhat}
      onKeep={() => add.mutate({ id, crisisId: today.crisis.id, what })}
      onDone={onDone}
      isBusy={add.isPending}
      error={add.error}
    />
  );
}

function EndsWhen(props: { today: CrisisToday; takesFocus: boolean; onDone: () => void }) {
  const { crisis } = props.today;
  const { queries } = useConnection();
  const [endsWhen, setEndsWhen] = useState("");
  const change = useMutation(queries.crises.change.mutationOptions({ onSuccess: props.onDone }));
  return (
    <LineForm
      label={messages.whatEndsIt}
      words={endsWhen}
      takesFocus={props.takesFocus}
      onWords={setEndsWhen}
      onKeep={() => change.mutate({ id: crisis.id, revision: crisis.revision, endsWhen })}
      onDone={props.onDone}
      isBusy={change.isPending}
      error={change.error}
    />
  );
}

/** A crisis that is asked about a week after it was closed. */
function AskedCrisis({ today }: { today: CrisisToday }) {
  const { crisis, date } = today;
  const { queries } = useConnection();
  const navigate = useNavigate();
  const canWrite = useReadOnly() === null;
  const tomorrow = useMutation(queries.crises.tomorrow.mutationOptions());
  return (
    <Section
      isOpen={false}
      title={canWrite ? messages.whoHasIt : messages.sevenDaysOn}
      margin={messages.sevenDaysOn}
    >
      <p className="stands">
        {messages.aWeekAgo(crisis, date)} {canWrite ? messages.whoHasIt : null}
      </p>
      {canWrite ? (
        <p className="actions">
          <Button look="quiet" onClick={() => void navigate(addressOfCrisis(crisis.id, "ask"))}>
            {messages.answerByItem}
          </Button>
          <Button onClick={() => tomorrow.mutate({ id: crisis.id })}>{messages.tomorrow}</Button>
        </p>
      ) : null}
      {tomorrow.isError ? (
        <p className="notice" role="alert">
          {sentenceFor(tomorrow.error)}
        </p>
      ) : null}
    </Section>
  );
}
