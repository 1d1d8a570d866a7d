import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { Link, Navigate, useNavigate } from "react-router";
import type { Became, Crisis, CrisisItem } from "../../../../shared/contract/crises.ts";
import { addressOfCrisis, ADDRESSES } from "../../addresses.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { flushTexts } from "../../saving/open-texts.ts";
import { SaveStatus } from "../../saving/save-status.tsx";
import { capitalised } from "../../ui/format.ts";
import { StepFrame } from "../../ui/step-frame.tsx";
import { CrisisAside } from "./crisis-aside.tsx";
import type { CrisisToday } from "./crisis-today.ts";
import { focusMissing, ItemForm } from "./item-form.tsx";
import { ItemSteps } from "./item-steps.tsx";
import { bare, becameSentence, messages } from "./messages.ts";
import { type ItemDraft, useItemForm } from "./use-item-form.ts";

/** Closing a crisis: who has each item from today. @param place the item; the first open one when null. */
export function CloseItems({ today, place }: { today: CrisisToday; place: number | null }) {
  const [generation, setGeneration] = useState(0);
  const { items } = today.crisis;
  const firstOpen = Math.max(
    0,
    items.findIndex(({ became }) => became === null),
  );
  // The place is said in the address, so that an item which is closed meanwhile stays under the hands.
  if (place === null) {
    return <Navigate replace to={addressOfCrisis(today.crisis.id, "close", firstOpen)} />;
  }
  const at = Math.min(place, items.length - 1);
  const item = items[at];
  if (item === undefined) return null;
  return (
    <CloseItem
      key={`${item.id} ${generation}`}
      today={today}
      item={item}
      place={at}
      beginAnew={() => setGeneration(generation + 1)}
    />
  );
}

function missing({ choice, person, note }: ItemDraft<Became>): string | null {
  if (choice === null) return messages.chooseFirst;
  if (choice === "kept" && note.trim() === "") return messages.needsReason;
  if (choice === "handed_on" && person.trim() === "") return messages.needsName;
  return null;
}

function CloseItem(props: {
  today: CrisisToday;
  item: CrisisItem;
  place: number;
  beginAnew: () => void;
}) {
  const { today, item, place } = props;
  const { crisis, due } = today;
  const { client, queries, queryClient } = useConnection();
  const navigate = useNavigate();
  const fields = useRef<HTMLDivElement>(null);
  const isGoing = useRef(false);
  const form = useItemForm<Became>({
    crisisId: crisis.id,
    initial: {
      choice: item.became,
      person: item.person?.name ?? "",
      note: item.note,
      givenAgain: false,
    },
    revision: item.revision,
    missing,
    save: ({ choice, person, note }, revision) =>
      client.crises.closeItem({
        id: item.id,
        revision,
        became: choice,
        person: choice === "handed_on" ? person : null,
        note,
      }),
    beginAnew: props.beginAnew,
  });
  // Once it is closed, the page leads on to what is asked afterwards.
  const close = useMutation(queries.crises.close.mutationOptions());
  const goTo = (index: number): void => {
    void flushTexts(crisis.id);
    void navigate(addressOfCrisis(crisis.id, "close", index));
  };
  const open = [...crisis.items.keys()].filter(
    (index) => index !== place && crisis.items[index]?.became === null,
  );
  const nextOpen = open.find((index) => index > place) ?? open[0];
  const goOn = async (): Promise<void> => {
    if (isGoing.current) return;
    isGoing.current = true;
    try {
      if (!(await form.finish())) {
        focusMissing(fields.current, form.draft.choice, "handed_on");
        return;
      }
      await queryClient.invalidateQueries({ queryKey: queries.crises.key() });
      if (nextOpen !== undefined) goTo(nextOpen);
      else close.mutate({ id: crisis.id });
    } finally {
      isGoing.current = false;
    }
  };
  const leave = (): void => {
    void flushTexts().then(() => queryClient.invalidateQueries({ queryKey: queries.crises.key() }));
    void navigate(ADDRESSES.today);
  };
  return (
    <StepFrame
      label={messages.closing}
      margin={due.kind === "open" ? messages.dayCount(due.day) : ""}
      about={messages.sinceDay(crisis)}
      leave={{ label: messages.leave, go: leave }}
      back={place === 0 ? null : { label: messages.back, go: () => goTo(place - 1) }}
      next={{
        label:
          nextOpen !== undefined
            ? messages.nextItem
            : close.isPending
              ? messages.closingIt
              : messages.closeIt,
        go: () => void goOn(),
        isBusy: close.isPending,
      }}
      status={
        close.isError ? (
          <p className="notice" role="alert">
            {sentenceFor(close.error)}
          </p>
        ) : (
          <SaveStatus
            entry={crisis.id}
            timeZone={crisis.timeZone}
            words={null}
            onGone={() => void navigate(ADDRESSES.today)}
          />
        )
      }
      steps={
        <ItemSteps
          crisis={crisis}
          items={crisis.items}
          step="close"
          place={place}
          title={messages.itemsTitle}
          isDone={({ became }) => became !== null}
        />
      }
      aside={<CrisisAside crisis={crisis} until={today.date} />}
    >
      <section aria-labelledby="prompt">
        <h1 className="prompt" id="prompt">
          {messages.fromToday}
        </h1>
        <p className="prompt-meta">{messages.toGiveBack(crisis.items.length)}</p>
        <ol className="items-asked">
          {crisis.items.map((one, index) =>
            index === place ? (
              <li className="ask" key={one.id}>
                <h2 className="said">{capitalised(bare(one.what))}</h2>
                <ItemForm
                  form={form}
                  fields={fields}
                  question={`${capitalised(bare(one.what))}. ${messages.fromToday}`}
                  options={[
                    { value: "returned", label: messages.backTo(crisis) },
                    { value: "handed_on", label: messages.toSomeone },
                    { value: "kept", label: messages.iKeep },
                  ]}
                  namesSomeone="handed_on"
                  noteLabel={messages.notes[form.draft.choice ?? "none"]}
                />
              </li>
            ) : (
              <OtherItem
                key={one.id}
                crisis={crisis}
                item={one}
                today={today.date}
                address={addressOfCrisis(crisis.id, "close", index)}
              />
            ),
          )}
        </ol>
      </section>
    </StepFrame>
  );
}

/** An item that is closed, or comes later. */
function OtherItem(props: { crisis: Crisis; item: CrisisItem; today: string; address: string }) {
  const { crisis, item } = props;
  const what = capitalised(bare(item.what));
  if (item.became === null) {
    return (
      <li className="ask rest">
        <p className="said prose-dim">
          {what}
          {item.since === crisis.date ? null : messages.addedOn(item.since, props.today)}
        </p>
      </li>
    );
  }
  return (
    <li className="ask rest">
      <p className="said">{what}</p>
      <p className="meta">
        <b>{becameSentence(item, crisis)}</b> {item.note}{" "}
        <Link className="link" to={props.address} aria-label={`${messages.change}: ${what}`}>
          {messages.change}
        </Link>
      </p>
    </li>
  );
}
