import { useQuery } from "@tanstack/react-query";
import type { Backup } from "../../../../shared/contract/backups.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { monthName } from "../../ui/format.ts";
import { useReadOnly } from "../../api/use-read-only.ts";
import { BackupRow } from "./backup-row.tsx";
import { messages } from "./messages.ts";
import { dayOf, today } from "../../ui/when.ts";

/** All backups by month, newest first. Also of a damaged journal, which is not backed up but kept. */
export function BackupsList({ isDamaged }: { isDamaged: boolean }) {
  const { queries } = useConnection();
  const readOnly = useReadOnly();
  const { data, error } = useQuery(queries.backups.list.queryOptions());
  if (data === undefined) {
    return error === null ? null : (
      <p className="notice" role="alert">
        {sentenceFor(error)}
      </p>
    );
  }
  if (data.length === 0) return <p className="help">{messages.none}</p>;
  const isNoneProtected = data.every(({ opensWith }) => opensWith === "nothing");
  return (
    <>
      {isNoneProtected ? (
        <p className="row none-protected">
          <span className="m" />
          <span className="t help">{messages.noneProtected}</span>
        </p>
      ) : null}
      {[...Map.groupBy(data, ({ created }) => dayOf(created).slice(0, 7))].map(
        ([month, backups]) => (
          <section className="row set" key={month}>
            <h2 className="m">{nameOfMonth(month)}</h2>
            <ul className="t">
              {backups.map((backup: Backup) => (
                <BackupRow
                  key={backup.name}
                  backup={backup}
                  canRestore={readOnly === null}
                  isDamaged={isDamaged}
                  saysNotProtected={!isNoneProtected}
                />
              ))}
            </ul>
          </section>
        ),
      )}
    </>
  );
}

function nameOfMonth(month: string): string {
  const name = monthName(`${month}-01`);
  return today().startsWith(month.slice(0, 4)) ? name : `${name} ${month.slice(0, 4)}`;
}
