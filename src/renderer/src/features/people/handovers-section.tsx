import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { Handover } from "../../../../shared/contract/handovers.ts";
import { addDays } from "../../../../shared/journal/local-date.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { Button } from "../../ui/button.tsx";
import { useShortcuts } from "../../ui/shortcuts.ts";
import { useToast } from "../../ui/toast.tsx";
import { marginDay } from "./entries-sections.tsx";
import { HandoverPlot, HandoverTable } from "./handover-plot.tsx";
import { HandoverSheet } from "./handover-sheet.tsx";
import { handoverInWords } from "./handover-words.ts";
import { messages } from "./messages.ts";
import type { SectionProps } from "./person-page.tsx";
import { SectionHead } from "./section-head.tsx";
import { TurnSheet } from "./turn-sheet.tsx";

/** A plot shows so many days at least. */
const LEAST_DAYS = 28;

type Open =
  | { kind: "hand over" }
  | { kind: "change"; handover: Handover }
  | { kind: "turn"; of: readonly Handover[] };

/** What was handed over to the person, taken back and given again. */
export function HandoversSection(props: SectionProps & { isShown: boolean }) {
  const { page, name, today, canWrite, isShown } = props;
  const { handovers, person } = page;
  const showToast = useToast();
  const [opened, setOpened] = useState<string | null>(null);
  const [sheet, setSheet] = useState<Open | null>(null);
  const handOver = (): void => setSheet({ kind: "hand over" });
  const takeBack = (): void => {
    const open = handovers.find(({ id }) => id === opened);
    const given = handovers.filter(({ isWithThem }) => isWithThem);
    const of = open === undefined ? given.toReversed() : [open];
    if (of.length > 0) setSheet({ kind: "turn", of });
    else showToast({ text: messages.nothingToTakeBack(name) });
  };
  useShortcuts(isShown && canWrite ? { h: handOver, t: takeBack } : {});
  const earliest = handovers.flatMap(({ turns }) => turns.slice(0, 1).map(({ date }) => date));
  const from = [...earliest, addDays(today, -LEAST_DAYS)].toSorted()[0] ?? today;
  const close = (): void => setSheet(null);
  return (
    <>
      <SectionHead
        title={messages.handedOver}
        isEmpty={handovers.length === 0}
        act={messages.handOver}
        keys="h"
        onAct={canWrite ? handOver : null}
      />
      <ul className="rows-of-list">
        {handovers.map((handover) => (
          <HandoverRow
            key={handover.id}
            {...props}
            handover={handover}
            from={from}
            isOpen={handover.id === opened}
            onToggle={() => setOpened(opened === handover.id ? null : handover.id)}
            onTurn={() => setSheet({ kind: "turn", of: [handover] })}
            onChange={() => setSheet({ kind: "change", handover })}
          />
        ))}
      </ul>
      {sheet?.kind === "hand over" ? (
        <HandoverSheet person={person} today={today} onClose={close} />
      ) : null}
      {sheet?.kind === "change" ? (
        <HandoverSheet person={person} handover={sheet.handover} today={today} onClose={close} />
      ) : null}
      {sheet?.kind === "turn" ? <TurnSheet of={sheet.of} today={today} onClose={close} /> : null}
    </>
  );
}

function HandoverRow(
  props: SectionProps & {
    handover: Handover;
    from: string;
    isOpen: boolean;
    onToggle: () => void;
    onTurn: () => void;
    onChange: () => void;
  },
) {
  const { handover, name, from, today, canWrite, isOpen } = props;
  const { queries } = useConnection();
  const showToast = useToast();
  const [hasTable, setTable] = useState(false);
  const onError = (error: Error): void => showToast({ text: sentenceFor(error) });
  const restore = useMutation(queries.people.restoreHandover.mutationOptions({ onError }));
  const remove = useMutation(
    queries.people.deleteHandover.mutationOptions({
      onSuccess: ({ id }) =>
        showToast({
          text: messages.deletedAny,
          undo: { label: messages.undo, act: () => restore.mutate({ id }) },
        }),
      onError,
    }),
  );
  const { howFar } = handover;
  const happened = handoverInWords(handover, today);
  return (
    <li className="row pair person-row">
      <p className="m">{marginDay(handover.turns[0]?.date ?? today, today)}</p>
      <div className="t">
        <p className="who">
          <button type="button" className="matter" aria-expanded={isOpen} onClick={props.onToggle}>
            <bdi>{handover.what}</bdi>
          </button>
          {howFar === "" ? "." : `, ${lowered(howFar).replace(/\.$/u, "")}.`} {happened}
        </p>
        <HandoverPlot handover={handover} name={name} from={from} today={today} />
        {hasTable && isOpen ? (
          <HandoverTable handover={handover} name={name} today={today} />
        ) : null}
        {isOpen ? (
          <p className="acts">
            {canWrite ? (
              <>
                <Button keys="t" onClick={props.onTurn}>
                  {handover.isWithThem ? messages.tookBack : messages.giveAgain}
                </Button>
                <Button onClick={props.onChange}>{messages.change}</Button>
              </>
            ) : null}
            <Button aria-pressed={hasTable} onClick={() => setTable(!hasTable)}>
              {hasTable ? messages.hideTable : messages.showTable}
            </Button>
            {canWrite ? (
              <Button onClick={() => remove.mutate({ id: handover.id })}>{messages.delete}</Button>
            ) : null}
          </p>
        ) : null}
      </div>
    </li>
  );
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
