import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { Label, Radio, RadioGroup } from "react-aria-components";
import { useNavigate } from "react-router";
import { timeOfDay } from "../../../../shared/contract/journal.ts";
import { ADDRESSES } from "../../addresses.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { Button } from "../../ui/button.tsx";
import { useShortcuts } from "../../ui/shortcuts.ts";
import { messages } from "./messages.ts";

/** The days on offer: weeks end with them. */
const DAYS = [
  { day: 4, name: "Thu" },
  { day: 5, name: "Fri" },
  { day: 6, name: "Sat" },
  { day: 7, name: "Sun" },
] as const;

/** The first thing anyone sees: a journal is made here, and nowhere else in the window. */
export function FirstRun() {
  const { queries, queryClient } = useConnection();
  const [day, setDay] = useState("5");
  const [time, setTime] = useState("15:30");
  const timeId = useId();
  const isTime = timeOfDay.safeParse(time).success;
  const make = useMutation(
    queries.journal.make.mutationOptions({
      onSettled: () => queryClient.invalidateQueries(),
    }),
  );
  const navigate = useNavigate();
  /** @param address where the notebook opens: this page is gone by then. */
  const openAt = (address: string): void => {
    if (!isTime || make.isPending) return;
    void navigate(address, { replace: true });
    make.mutate({ reflectionDay: Number(day), reflectionTime: time });
  };
  const open = (): void => openAt(ADDRESSES.today);
  useShortcuts({ enter: open });
  return (
    <main className="lockpage">
      <div className="lockin wide">
        <p className="wordmark">
          <span className="mark back" aria-hidden="true" />
          Stepback
        </p>
        <h1 className="first-title">{messages.title}</h1>
        <p className="lead">{messages.lead}</p>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            open();
          }}
        >
          <div className="first-when">
            <RadioGroup value={day} onChange={setDay} orientation="horizontal">
              <Label className="label">{messages.when}</Label>
              <div className="seg">
                {DAYS.map(({ day: number, name }) => (
                  <Radio key={number} value={String(number)}>
                    {name}
                  </Radio>
                ))}
              </div>
            </RadioGroup>
            <label className="meta" htmlFor={timeId}>
              {messages.at}
              <span className="vh"> {messages.time}</span>
            </label>
            <input
              id={timeId}
              className="field first-time"
              value={time}
              aria-invalid={!isTime}
              aria-describedby={isTime ? undefined : `${timeId}-error`}
              onChange={(event) => setTime(event.target.value)}
            />
          </div>
          {isTime ? null : (
            <p className="error" id={`${timeId}-error`}>
              {messages.notATime}
            </p>
          )}
          <p className="help first-help">{messages.notProtected}</p>
          {make.isError ? (
            <p className="notice" role="alert">
              {sentenceFor(make.error)}
            </p>
          ) : null}
          <p className="actions">
            <Button look="primary" keys="enter" type="submit" aria-busy={make.isPending}>
              {make.isPending ? messages.opening : messages.open}
            </Button>
            <Button onClick={() => openAt(ADDRESSES.protect)}>{messages.protect}</Button>
          </p>
        </form>
      </div>
    </main>
  );
}
