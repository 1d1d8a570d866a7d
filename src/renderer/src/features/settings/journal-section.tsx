import { useMutation, useQuery } from "@tanstack/react-query";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { BusyVerb } from "../../ui/busy-verb.tsx";
import { Button } from "../../ui/button.tsx";
import { sizeInWords } from "../../ui/size-in-words.ts";
import { useOverlay } from "../commands/command-layer.tsx";
import { EXPORT_KEYS } from "../exports/export-sheet.tsx";
import { messages } from "./messages.ts";
import { SettingLine } from "./setting-line.tsx";

/** Where the journal is, whether all of it reads, and the way out of Stepback. */
export function JournalSection() {
  const { queries } = useConnection();
  const about = useQuery({ ...queries.journal.about.queryOptions(), refetchOnMount: "always" });
  const openOverlay = useOverlay();
  return (
    <section className="row set">
      <h2 className="m">{messages.yourJournal}</h2>
      <div className="t">
        <SettingLine
          name={messages.whereItIs}
          help={
            about.data === undefined ? undefined : (
              <>
                <bdi className="path">{about.data.where}</bdi>{" "}
                {messages.holds(sizeInWords(about.data.bytes), about.data.entries)}
              </>
            )
          }
          problem={about.error === null ? null : sentenceFor(about.error)}
        />
        <CheckLine />
        <SettingLine name={messages.takeAlong} help={messages.takeAlongHelp}>
          <Button keys={EXPORT_KEYS} onClick={() => openOverlay("export")}>
            {messages.export}
          </Button>
        </SettingLine>
      </div>
    </section>
  );
}

function CheckLine() {
  const { queries } = useConnection();
  const check = useMutation(queries.journal.check.mutationOptions());
  return (
    <>
      <SettingLine
        name={messages.checkPages}
        problem={check.error === null ? null : sentenceFor(check.error)}
      >
        <Button
          aria-busy={check.isPending}
          onClick={() => {
            if (!check.isPending) check.mutate(undefined);
          }}
        >
          <BusyVerb isBusy={check.isPending} rest={messages.checkNow} busy={messages.checking} />
        </Button>
      </SettingLine>
      <div className="says" role="status">
        {check.data?.length === 0 ? <p className="help">{messages.sound}</p> : null}
        {check.data?.map((problem) => (
          <p className="notice" key={problem}>
            {problem}
          </p>
        ))}
      </div>
    </>
  );
}
