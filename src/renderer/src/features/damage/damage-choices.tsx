import { useMutation } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { Radio, RadioGroup } from "react-aria-components";
import type { DamageReport } from "../../../../shared/contract/journal.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { Button } from "../../ui/button.tsx";
import { useShortcuts } from "../../ui/shortcuts.ts";
import { useRestore } from "../backups/use-restore.ts";
import { dayAndTime, nameOfInstant } from "../../ui/when.ts";
import { BusyVerb } from "../../ui/busy-verb.tsx";
import { Details } from "./details.tsx";
import { messages } from "./messages.ts";

/** Going on from the newest good backup, or opening what can be read: as many of them as there are. */
export function DamageChoices({ report }: { report: DamageReport }) {
  const { backup, readable, problems } = report;
  const { queries } = useConnection();
  const [choice, setChoice] = useState(backup === null ? "readable" : "backup");
  const form = useId();
  const restore = useRestore(true);
  const open = useMutation(queries.journal.openReadable.mutationOptions());
  const isBusy = restore.isBusy || open.isPending;
  const go = (): void => {
    if (isBusy) return;
    if (choice === "backup" && backup !== null) void restore.start(backup);
    else open.mutate(undefined);
  };
  useShortcuts({ enter: go });

  const options = [
    backup === null ? null : (
      <Option
        key="backup"
        value="backup"
        chosen={choice}
        name={messages.goOnFrom(nameOfInstant(backup.created))}
      >
        {dayAndTime(backup.created)}. {messages.wholeBackup(backup, readable)}{" "}
        {messages.missing(backup, readable)}
      </Option>
    ),
    readable === null ? null : (
      <Option key="readable" value="readable" chosen={choice} name={messages.openReadable}>
        {messages.readable(readable)} {messages.thenDecide}
      </Option>
    ),
  ];
  const onlyNote = backup === null ? messages.staysAsItIs : messages.keptBeside;
  const problem =
    choice === "backup"
      ? (restore.failure?.sentence ?? null)
      : open.error === null
        ? null
        : sentenceFor(open.error);
  return (
    <>
      {backup === null ? <p className="what-is-not">{messages.noBackup}</p> : null}
      {readable === null ? <p className="what-is-not">{messages.nothingReadable}</p> : null}
      <form
        id={form}
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          go();
        }}
      >
        <RadioGroup value={choice} onChange={setChoice} aria-label={messages.choices}>
          {options}
        </RadioGroup>
      </form>
      {problem === null ? null : (
        <p className="notice" role="alert">
          {problem}
        </p>
      )}
      <Details
        label={backup === null ? messages.allBackups : messages.otherBackups}
        problems={problems}
        note={backup !== null && readable !== null ? messages.kept : onlyNote}
      >
        <Button look="primary" keys="enter" type="submit" form={form} aria-busy={isBusy}>
          {choice === "backup" && backup !== null ? (
            <BusyVerb
              isBusy={restore.isBusy}
              rest={messages.goOn(nameOfInstant(backup.created))}
              busy={messages.goingOn}
            />
          ) : (
            <BusyVerb isBusy={open.isPending} rest={messages.open} busy={messages.opening} />
          )}
        </Button>
      </Details>
    </>
  );
}

function Option(props: { value: string; chosen: string; name: string; children: ReactNode }) {
  const help = useId();
  return (
    <Radio value={props.value} className="opt" aria-describedby={help} aria-label={props.name}>
      <span className={props.value === props.chosen ? "radio on" : "radio"} aria-hidden="true" />
      <span>
        <b>{props.name}</b>
        <span className="help" id={help}>
          {props.children}
        </span>
      </span>
    </Radio>
  );
}
