import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import type { DueAgreement } from "../../../../shared/contract/agreements.ts";
import type { LocalDate } from "../../../../shared/journal/local-date.ts";
import { givenName } from "../../../../shared/journal/person-words.ts";
import { addressOfPerson, ADDRESSES } from "../../addresses.ts";
import { useConnection } from "../../api/client.ts";
import { useReadOnly } from "../../api/use-read-only.ts";
import { nameOfDay } from "../../ui/when.ts";
import { AgreementSheet } from "./agreement-sheet.tsx";
import { AskingAgain, TheirWords } from "./asking-again.tsx";
import { messages } from "./messages.ts";

/** So many are asked about at once; the others have their pages. */
const SHOWN = 3;

/** On Today: what people said they want from the leader, and is to be asked about again. */
export function AgreementsToAsk({ today }: { today: LocalDate }) {
  const { queries } = useConnection();
  const { data = [] } = useQuery(
    queries.people.agreementsDue.queryOptions({ input: { date: today } }),
  );
  if (data.length === 0) return null;
  return (
    <>
      <section className="row sect">
        <p className="m" />
        <h2 className="t">{messages.toAskAbout}</h2>
      </section>
      <ul className="rows-of-list">
        {data.slice(0, SHOWN).map((agreement) => (
          <AgreementToAsk key={agreement.id} agreement={agreement} today={today} />
        ))}
      </ul>
      {data.length <= SHOWN ? null : (
        <section className="row">
          <p className="m" />
          <p className="t">
            <Link className="link" to={ADDRESSES.people}>
              {messages.andMore(data.length - SHOWN)}
            </Link>
          </p>
        </section>
      )}
    </>
  );
}

function AgreementToAsk({ agreement, today }: { agreement: DueAgreement; today: LocalDate }) {
  const { person } = agreement;
  const [isChanging, setChanging] = useState(false);
  const canWrite = useReadOnly() === null;
  const name = givenName(person.name);
  return (
    <li className="row pair">
      <p className="m">{messages.dueSince(nameOfDay(agreement.askOn, today))}</p>
      <div className="t">
        <p className="who">
          <b>
            <bdi>{agreement.matter}</bdi>
          </b>
          ,{" "}
          <Link to={addressOfPerson(person.id)}>
            <bdi>{person.name}</bdi>
          </Link>
          , {messages.levels[agreement.level]}
        </p>
        <TheirWords words={agreement.words} />
        {canWrite ? (
          <>
            <p className="what">{messages.isItStill(name)}</p>
            <AskingAgain agreement={agreement} today={today} onChange={() => setChanging(true)} />
          </>
        ) : null}
        {isChanging ? (
          <AgreementSheet
            person={person}
            name={name}
            today={today}
            standing={agreement}
            onClose={() => setChanging(false)}
          />
        ) : null}
      </div>
    </li>
  );
}
