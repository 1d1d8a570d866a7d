import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import type { Id } from "../../../../shared/journal/identity.ts";
import { addressOfCrisis } from "../../addresses.ts";
import { useConnection } from "../../api/client.ts";
import { useReadOnly } from "../../api/use-read-only.ts";
import { capitalised } from "../../ui/format.ts";
import { answerSentence, bare, messages } from "./messages.ts";

/** Under the entry that a crisis became: who had each item when that was asked again. */
export function CrisisLater({ entryId }: { entryId: Id }) {
  const { queries } = useConnection();
  const canWrite = useReadOnly() === null;
  const { data } = useQuery(queries.crises.ofEntry.queryOptions({ input: { entryId } }));
  if (data === undefined || data === null) return null;
  const { crisis, due, date } = data;
  const isAnswered = crisis.items.some(({ answers }) => answers.length > 0);
  const isAsked = due.kind === "to_ask";
  // Nothing is said before it is asked.
  const isBefore = crisis.items.every(({ askOn }) => askOn !== null && askOn > date);
  if (isBefore && !isAnswered) return null;
  // It is still asked, and here nobody can answer.
  if (isAsked && !isAnswered && !canWrite) return null;
  return (
    <section className="row entry-section">
      <p className="m">{messages.sevenDaysOn}</p>
      <div className="t">
        <h2>{messages.whoHadIt}</h2>
        {isAnswered || !isAsked ? (
          <ul className="later">
            {crisis.items.map((item) => (
              <li key={item.id}>
                {capitalised(bare(item.what))}. <b>{answerSentence(item, crisis)}</b>{" "}
                {item.answers.at(-1)?.note}
              </li>
            ))}
          </ul>
        ) : null}
        {isAsked && canWrite ? (
          <p>
            <Link className="link meta" to={addressOfCrisis(crisis.id, "ask")}>
              {messages.answerByItem}
            </Link>
          </p>
        ) : null}
      </div>
    </section>
  );
}
