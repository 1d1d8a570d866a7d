import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { Link, Navigate, useNavigate } from "react-router";
import { Checkbox } from "react-aria-components";
import type { Crisis, CrisisItem, WhoHasIt } from "../../../../shared/contract/crises.ts";
import { addressOfCrisis, ADDRESSES } from "../../addresses.ts";
import { useConnection } from "../../api/client.ts";
import { flushTexts } from "../../saving/open-texts.ts";
import { SaveStatus } from "../../saving/save-status.tsx";
import { CheckBox } from "../../ui/check-box.tsx";
import { capitalised } from "../../ui/format.ts";
import { StepFrame } from "../../ui/step-frame.tsx";
import { YouWrote } from "./you-wrote.tsx";
import type { CrisisToday } from "./crisis-today.ts";
import { focusMissing, ItemForm } from "./item-form.tsx";
import { ItemSteps } from "./item-steps.tsx";
import { answerSentence, bare, givenSentence, messages, ownerOf } from "./messages.ts";
import { type ItemDraft, useItemForm } from "./use-item-form.ts";

/** Who has each item tonight. @param place the item; the first that is not answered when null. */
export function AskItems({ today, place }: { today: CrisisToday; place: number | null }) {
  const [generation, setGeneration] = useState(0);
  const { crisis, due, date } = today;
  const asked = due.kind === "to_ask" ? due.items : [];
  const items = crisis.items.filter(
    (one) => asked.includes(one.id) || one.answers.some((answer) => answer.date === date),
  );
  const firstOpen = Math.max(
    0,
    items.findIndex(({ id }) => asked.includes(id)),
  );
  if (place === null && items.length > 0) {
    return <Navigate replace to={addressOfCrisis(crisis.id, "ask", firstOpen)} />;
  }
  const at = Math.min(place ?? 0, items.length - 1);
  const item = items[at];
  if (item === undefined) return <Navigate replace to={ADDRESSES.today} />;
  return (
    <AskItem
      key={`${item.id} ${generation}`}
      today={today}
      items={items}
      item={item}
      place={at}
      beginAnew={() => setGeneration(generation + 1)}
    />
  );
}

function missing({ choice, person }: ItemDraft<WhoHasIt>): string | null {
  if (choice === null) return messages.chooseFirst;
  return choice === "with_another" && person.trim() === "" ? messages.needsName : null;
}

function AskItem(props: {
  today: CrisisToday;
  items: readonly CrisisItem[];
  item: CrisisItem;
  place: number;
  beginAnew: () => void;
}) {
  const { today, items, item, place } = props;
  const { crisis, date, due } = today;
  const { client, queries, queryClient } = useConnection();
  const navigate = useNavigate();
  const fields = useRef<HTMLDivElement>(null);
  const isGoing = useRef(false);
  const answered = item.answers.find((one) => one.date === date);
  const form = useItemForm<WhoHasIt>({
    crisisId: crisis.id,
    initial: {
      choice: answered?.who ?? null,
      person: answered?.person?.name ?? "",
      note: answered?.note ?? "",
      givenAgain: answered?.givenAgain ?? false,
    },
    revision: answered?.revision ?? 0,
    missing,
    save: ({ choice, person, note, givenAgain }, revision) =>
      client.crises.answer({
        itemId: item.id,
        revision,
        who: choice,
        person: choice === "with_another" ? person : null,
        note,
        givenAgain: givenAgain && choice === "with_me",
      }),
    beginAnew: props.beginAnew,
  });
  const tomorrow = useMutation(
    queries.crises.tomorrow.mutationOptions({ onSuccess: () => void navigate(ADDRESSES.today) }),
  );
  const readAgain = () => queryClient.invalidateQueries({ queryKey: queries.crises.key() });
  const goTo = (index: number): void => {
    void flushTexts(crisis.id);
    void navigate(addressOfCrisis(crisis.id, "ask", index));
  };
  const leave = (): void => {
    void flushTexts().then(readAgain);
    void navigate(ADDRESSES.today);
  };
  const asked = due.kind === "to_ask" ? due.items : [];
  const open = [...items.keys()].filter(
    (index) => index !== place && asked.includes(items[index]?.id ?? ""),
  );
  const nextOpen = open.find((index) => index > place) ?? open[0];
  const goOn = async (): Promise<void> => {
    if (isGoing.current) return;
    isGoing.current = true;
    try {
      if (!(await form.finish())) {
        focusMissing(fields.current, form.draft.choice, "with_another");
        return;
      }
      await readAgain();
      if (nextOpen === undefined) void navigate(ADDRESSES.today);
      else goTo(nextOpen);
    } finally {
      isGoing.current = false;
    }
  };
  const putOff = async (): Promise<void> => {
    if (await flushTexts(crisis.id)) tomorrow.mutate({ id: crisis.id });
  };
  return (
    <StepFrame
      label={messages.after}
      margin={messages.sevenDaysOn}
      about={messages.givenBackOn(crisis)}
      leave={{ label: messages.leave, go: leave }}
      back={place === 0 ? null : { label: messages.back, go: () => goTo(place - 1) }}
      skip={
        asked.length === 0
          ? null
          : { label: messages.tomorrow, go: () => void putOff(), isBusy: tomorrow.isPending }
      }
      next={{
        label: nextOpen === undefined ? messages.finish : messages.nextItem,
        go: () => void goOn(),
      }}
      status={
        <SaveStatus
          entry={crisis.id}
          timeZone={crisis.timeZone}
          words={null}
          onGone={() => void navigate(ADDRESSES.today)}
        />
      }
      steps={
        <ItemSteps
          crisis={crisis}
          items={items}
          step="ask"
          place={place}
          title={messages.askedItems}
          isDone={({ id }) => !asked.includes(id)}
        />
      }
      aside={<YouWrote crisis={crisis} />}
    >
      <section aria-labelledby="prompt">
        <h1 className="prompt" id="prompt">
          {messages.aWeekAgo(crisis, date)} {messages.whoHasIt}
        </h1>
        <p className="prompt-meta">{messages.askedOnce}</p>
        <ol className="items-asked">
          {items.map((one, index) =>
            index === place ? (
              <li className="ask" key={one.id}>
                <h2 className="said">{capitalised(bare(one.what))}</h2>
                <p className="meta">{givenSentence(one, crisis)}</p>
                <ItemForm
                  form={form}
                  fields={fields}
                  question={`${capitalised(bare(one.what))}. ${messages.whoHasIt}`}
                  options={optionsFor(one, crisis)}
                  namesSomeone="with_another"
                  noteLabel={noteLabel(one, form.draft.choice)}
                />
                {form.draft.choice === "with_me" && one.became !== "kept" ? (
                  <Checkbox
                    className="check ask-again"
                    isSelected={form.draft.givenAgain}
                    onChange={(givenAgain) => form.change({ givenAgain })}
                  >
                    <CheckBox isOn={form.draft.givenAgain} />
                    <span>{messages.giveAgain}</span>
                  </Checkbox>
                ) : null}
              </li>
            ) : (
              <OtherItem
                key={one.id}
                crisis={crisis}
                item={one}
                isOpen={asked.includes(one.id)}
                address={addressOfCrisis(crisis.id, "ask", index)}
              />
            ),
          )}
        </ol>
      </section>
    </StepFrame>
  );
}

function optionsFor(item: CrisisItem, crisis: Crisis): { value: WhoHasIt; label: string }[] {
  const someone = { value: "with_another", label: messages.withSomeone } as const;
  if (item.became === "kept") {
    return [
      { value: "with_me", label: messages.holds },
      { value: "with_them", label: messages.backTo(crisis) },
      someone,
    ];
  }
  const owner = ownerOf(item, crisis);
  return [
    { value: "with_them", label: owner === null ? messages.whereItWas : messages.withOwner(owner) },
    { value: "with_me", label: messages.backWithMe },
    someone,
  ];
}

function noteLabel(item: CrisisItem, choice: WhoHasIt | null): string {
  if (choice === null) return "";
  return choice === "with_me" && item.became === "kept"
    ? messages.later.holds
    : messages.later[choice];
}

/** An item that is answered, or comes later. */
function OtherItem(props: { crisis: Crisis; item: CrisisItem; isOpen: boolean; address: string }) {
  const { crisis, item, isOpen } = props;
  const what = capitalised(bare(item.what));
  if (isOpen) {
    return (
      <li className="ask rest">
        <p className="said prose-dim">{what}</p>
      </li>
    );
  }
  return (
    <li className="ask rest">
      <p className="said">{what}</p>
      <p className="meta">
        <b>{answerSentence(item, crisis)}</b> {item.answers.at(-1)?.note}{" "}
        <Link className="link" to={props.address} aria-label={`${messages.change}: ${what}`}>
          {messages.change}
        </Link>
      </p>
    </li>
  );
}
