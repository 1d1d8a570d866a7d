import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { addressOfEntry, ADDRESSES } from "../../addresses.ts";
import { useConnection } from "../../api/client.ts";
import { weekName } from "../../ui/format.ts";
import { messages } from "./messages.ts";

/** Beside the day: one old passage, and one theme that was not written about lately. */
export function FromYourPages() {
  const { queries } = useConnection();
  const { data } = useQuery(queries.today.fromYourPages.queryOptions());
  if (data === undefined) return null;
  const { passage, quietTheme } = data;
  if (passage === null && quietTheme === null) return null;
  return (
    <aside className="aside from-your-pages" aria-label={messages.fromYourPages}>
      {passage === null ? null : (
        <section>
          <h2>{messages.youWrote(passage.weeks)}</h2>
          <blockquote>{passage.text}</blockquote>
          <p>
            <Link className="link" to={addressOfEntry(passage.entryId)}>
              {weekName(passage.week)}
            </Link>
          </p>
        </section>
      )}
      {quietTheme === null ? null : (
        <section>
          <h2>{messages.notLately}</h2>
          <p className="quiet-theme">{messages.quiet(quietTheme.title, quietTheme.weeks)}</p>
          <p>
            <Link className="link" to={`${ADDRESSES.prompts}?theme=${quietTheme.id}`}>
              {messages.itsPrompts}
            </Link>
          </p>
        </section>
      )}
    </aside>
  );
}
