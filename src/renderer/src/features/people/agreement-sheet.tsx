import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { ulid } from "ulid";
import {
  type Agreement,
  type AgreementLevel,
  agreementLevel,
} from "../../../../shared/contract/agreements.ts";
import type { NamedPerson } from "../../../../shared/contract/named-person.ts";
import { addDays, addMonths } from "../../../../shared/journal/local-date.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { DayField, isDayGiven } from "../../ui/day-field.tsx";
import { FormSheet, useSheetKeys } from "../../ui/form-sheet.tsx";
import { longDay } from "../../ui/format.ts";
import { InWords } from "../../ui/in-words.tsx";
import { LineArea } from "../../ui/line-area.tsx";
import { SentenceChoice } from "../../ui/sentence-choice.tsx";
import { messages } from "./messages.ts";

const SAID_KEYS = "mod+d";
const ASK_KEYS = "mod+shift+d";
const MONTHS = 3;

/** What a person wants from the leader on a matter: a sentence to fill. */
export function AgreementSheet(props: {
  person: NamedPerson;
  name: string;
  today: string;
  /** The one that stands, where it is written what changed. */
  standing?: Agreement;
  onClose: () => void;
}) {
  const { person, name, today, standing, onClose } = props;
  const { queries } = useConnection();
  const form = useId();
  const [id] = useState(() => ulid());
  const [matter, setMatter] = useState(standing?.matter ?? "");
  const [level, setLevel] = useState<AgreementLevel>(standing?.level ?? "voice");
  const [words, setWords] = useState("");
  const [date, setDate] = useState(today);
  const [askOn, setAskOn] = useState(firstAsking(standing, today));
  const [opened, setOpened] = useState<ReadonlySet<"said" | "ask">>(new Set());
  const open = (day: "said" | "ask"): void => setOpened((days) => new Set(days).add(day));
  const agree = useMutation(queries.people.agree.mutationOptions({ onSuccess: () => onClose() }));
  const change = useMutation(
    queries.people.changeAgreement.mutationOptions({ onSuccess: () => onClose() }),
  );
  const keeping = standing === undefined ? agree : change;
  const keep = (): void => {
    if (!isDayGiven(date) || !isDayGiven(askOn, true)) return;
    const draft = { matter, level, words, date, askOn: askOn === "" ? null : askOn };
    if (standing === undefined) agree.mutate({ ...draft, id, person: person.name });
    else change.mutate({ ...draft, id: standing.id });
  };
  useSheetKeys({
    [SAID_KEYS]: () => open("said"),
    [ASK_KEYS]: () => open("ask"),
  });
  return (
    <FormSheet
      title={standing === undefined ? messages.agreementTitle : messages.agreementChange}
      look="sentence"
      className="agreement-sheet"
      isBusy={keeping.isPending}
      notice={keeping.isError ? sentenceFor(keeping.error) : null}
      status={messages.onlyThey(name)}
      onKeep={keep}
      onClose={onClose}
    >
      <div className="sentence">
        <label htmlFor={`${form}-matter`}>{messages.whatWantsBefore(name)}</label>{" "}
        <LineArea
          id={`${form}-matter`}
          label={messages.matter}
          className="blank"
          maxLength={2000}
          value={matter}
          autoFocus
          onChange={setMatter}
        />
        :<br />
        <SentenceChoice
          label={messages.level}
          value={level}
          choices={agreementLevel.options.map((value) => ({
            value,
            name: messages.levels[value],
          }))}
          onChange={setLevel}
        />
      </div>
      <p className="help" aria-live="polite">
        {messages.meanings(name)[level]}
      </p>
      <div className="sheet-field">
        <label className="meta" htmlFor={`${form}-words`}>
          {messages.inTheirWords(name)}
        </label>
        <div className="their-words">
          <textarea
            id={`${form}-words`}
            rows={2}
            maxLength={10_000}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </div>
      </div>
      <div className="actions agreement-days">
        <InWords
          words={messages.saidOnDay(longDay(date, today))}
          keys={SAID_KEYS}
          isOpen={opened.has("said")}
          onOpen={() => open("said")}
        >
          <DayField
            label={messages.saidOn}
            value={date}
            onChange={setDate}
            today={today}
            autoFocus
          />
        </InWords>
        <InWords
          words={askOn === "" ? messages.neverAsk : messages.askOn(longDay(askOn, today))}
          keys={ASK_KEYS}
          isOpen={opened.has("ask")}
          onOpen={() => open("ask")}
        >
          <DayField
            label={messages.askAgainOn}
            value={askOn}
            onChange={setAskOn}
            today={today}
            none={messages.neverAsk}
            autoFocus
          />
        </InWords>
      </div>
    </FormSheet>
  );
}

/** In three months, or after as long as before. */
function firstAsking(standing: Agreement | undefined, today: string): string {
  const span = standing?.span ?? null;
  return span === null ? addMonths(today, MONTHS) : addDays(today, span);
}
