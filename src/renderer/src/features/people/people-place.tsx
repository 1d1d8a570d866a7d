import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { type ListedPerson, relation } from "../../../../shared/contract/people.ts";
import { addressOfPerson, ADDRESSES } from "../../addresses.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { useReadOnly } from "../../api/use-read-only.ts";
import { UnsavedNotice } from "../../saving/save-status.tsx";
import { Button } from "../../ui/button.tsx";
import { useShortcuts } from "../../ui/shortcuts.ts";
import { Waiting } from "../../ui/waiting.tsx";
import { isNarrow } from "../timeline/narrow.ts";
import { BalanceStrip } from "./balance.tsx";
import { messages } from "./messages.ts";
import { PersonPage } from "./person-page.tsx";
import { PersonSheet } from "./person-sheet.tsx";

/** Everyone by relation, and the page of the one who was chosen beside them. */
export function PeoplePlace({ isAdding = false }: { isAdding?: boolean }) {
  const { id } = useParams();
  const { queries } = useConnection();
  const navigate = useNavigate();
  const canWrite = useReadOnly() === null;
  const { data, error } = useQuery(queries.people.listed.queryOptions());
  const [isNew, setNew] = useState(isAdding);
  const groups = relation.options
    .map((one) => ({ relation: one, people: (data ?? []).filter((it) => it.relation === one) }))
    .filter(({ people }) => people.length > 0);
  const inOrder = groups.flatMap(({ people }) => people);
  const chosen = id ?? inOrder[0]?.id;
  const move = (by: 1 | -1) => (): void => {
    // In a page that has the focus the arrows scroll.
    if (document.activeElement?.closest("article") !== null) return;
    const next = inOrder[inOrder.findIndex((person) => person.id === chosen) + by];
    if (next !== undefined) void navigate(addressOfPerson(next.id), { replace: id !== undefined });
  };
  const add = (): void => setNew(true);
  useShortcuts({
    j: move(1),
    k: move(-1),
    arrowdown: move(1),
    arrowup: move(-1),
    n: canWrite ? add : undefined,
  });
  const sheet =
    isNew && canWrite ? (
      <PersonSheet
        onClose={() => {
          setNew(false);
          if (isAdding) void navigate(ADDRESSES.people, { replace: true });
        }}
        onOther={({ id: other }) => {
          setNew(false);
          void navigate(addressOfPerson(other), { replace: isAdding });
        }}
        onKept={(person) => void navigate(addressOfPerson(person.id), { replace: isAdding })}
      />
    ) : null;
  if (data?.length === 0 && id === undefined) {
    return (
      <main className="main">
        <div className="page">
          <UnsavedNotice />
          <div className="empty">
            <h1>{canWrite ? messages.emptyTitle : messages.noneReadable}</h1>
            {canWrite ? (
              <>
                <p>{messages.emptyText}</p>
                <p className="actions">
                  <Button look="primary" keys="n" onClick={add}>
                    {messages.emptyAction}
                  </Button>
                </p>
              </>
            ) : null}
          </div>
        </div>
        {sheet}
      </main>
    );
  }
  return (
    <main className={id === undefined ? "split keep" : "split"}>
      <section className="list" aria-label={messages.people}>
        <div className="head">
          <h1>{messages.people}</h1>
          <p className="actions">
            {canWrite ? (
              <Button keys="n" onClick={add}>
                {messages.add}
              </Button>
            ) : null}
          </p>
        </div>
        {error === null ? null : (
          <p className="notice" role="alert">
            {sentenceFor(error)}
          </p>
        )}
        {data === undefined && error === null ? <Waiting sentence={messages.reading} /> : null}
        {groups.map((group) => (
          <div key={group.relation}>
            <h2>{messages.groups[group.relation]}</h2>
            {group.people.map((person) => (
              <PersonRow key={person.id} person={person} isChosen={person.id === chosen} />
            ))}
          </div>
        ))}
      </section>
      <div className="main reading-main">
        {chosen === undefined ? null : (
          <PersonPage key={chosen} id={chosen} isShown={id !== undefined || !isNarrow()} />
        )}
      </div>
      {sheet}
    </main>
  );
}

function PersonRow({ person, isChosen }: { person: ListedPerson; isChosen: boolean }) {
  return (
    <Link
      className="item person-item"
      to={addressOfPerson(person.id)}
      aria-current={isChosen ? "true" : undefined}
    >
      <span className="item-text">
        <span className="person-line">
          <span className="ti">
            <bdi>{person.name}</bdi>
          </span>
          <BalanceStrip balance={person.balance} />
        </span>
        {person.role === "" ? null : <span className="ex">{person.role}</span>}
      </span>
    </Link>
  );
}
