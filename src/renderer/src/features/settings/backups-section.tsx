import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { ADDRESSES } from "../../addresses.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { flushTexts } from "../../saving/open-texts.ts";
import { Button } from "../../ui/button.tsx";
import { dayAndTime, dayOf, nameOfDay, timeOf } from "../../ui/when.ts";
import { BusyVerb } from "../../ui/busy-verb.tsx";
import { ChoiceSetting } from "./choice-setting.tsx";
import { messages } from "./messages.ts";
import { SettingLine } from "./setting-line.tsx";

const COPIES = [
  { value: "off", name: messages.copies.off },
  { value: "weekly", name: messages.copies.weekly },
  { value: "monthly", name: messages.copies.monthly },
] as const;

/** The journal's backups, and the copy that needs no Stepback to be read. */
export function BackupsSection({ canChange }: { canChange: boolean }) {
  return (
    <section className="row set">
      <h2 className="m">{messages.backups}</h2>
      <div className="t">
        <LastBackup canChange={canChange} />
        <ReadableCopy canChange={canChange} />
      </div>
    </section>
  );
}

function LastBackup({ canChange }: { canChange: boolean }) {
  const { queries } = useConnection();
  const list = useQuery(queries.backups.list.queryOptions());
  const create = useMutation(queries.backups.create.mutationOptions());
  const backUp = async (): Promise<void> => {
    if (create.isPending) return;
    // What is still being written is taken along, where it can be.
    await flushTexts();
    create.mutate(undefined);
  };
  const newest = list.data?.[0];
  const failure = create.error ?? list.error;
  return (
    <>
      <SettingLine
        name={messages.lastBackup}
        help={
          list.data === undefined ? undefined : (
            <>
              {newest === undefined ? messages.noBackup : messages.lastAt(whenOf(newest.created))}{" "}
              {messages.kept} {messages.deleted}
            </>
          )
        }
        problem={failure === null ? null : sentenceFor(failure)}
      >
        {canChange ? (
          <Button aria-busy={create.isPending} onClick={() => void backUp()}>
            <BusyVerb isBusy={create.isPending} rest={messages.backUp} busy={messages.backingUp} />
          </Button>
        ) : null}
        <Link className="btn plain" to={ADDRESSES.backups}>
          {messages.allBackups}
        </Link>
      </SettingLine>
      <div className="says" role="status">
        {create.isSuccess ? <p className="help">{messages.backedUp(create.data.entries)}</p> : null}
      </div>
    </>
  );
}

function ReadableCopy({ canChange }: { canChange: boolean }) {
  const { queries } = useConnection();
  const { data } = useQuery(queries.settings.read.queryOptions());
  return (
    <ChoiceSetting
      setting="readableCopy"
      name={messages.readableCopy}
      label={messages.readableCopyLabel}
      help={
        data === undefined ? undefined : (
          <>
            {messages.readableCopyHelp[0]} <bdi className="path">{data.readableCopyWhere}</bdi>.{" "}
            {messages.readableCopyHelp[1]}
          </>
        )
      }
      choices={COPIES}
      canChange={canChange}
    />
  );
}

/** `Today at 08:02`, `Thursday 19 November, 23:10`. */
function whenOf(instant: string): string {
  const day = nameOfDay(dayOf(instant));
  if (day === "today") return messages.today(timeOf(instant));
  if (day === "yesterday") return messages.yesterday(timeOf(instant));
  return dayAndTime(instant);
}
