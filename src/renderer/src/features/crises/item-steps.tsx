import { Link } from "react-router";
import type { Crisis, CrisisItem } from "../../../../shared/contract/crises.ts";
import { type CrisisStep, addressOfCrisis } from "../../addresses.ts";
import { Tick } from "../../ui/tick.tsx";
import { capitalised } from "../../ui/format.ts";
import { bare, messages } from "./messages.ts";

/** The items, as the steps left of the rule. */
export function ItemSteps(props: {
  crisis: Crisis;
  items: readonly CrisisItem[];
  step: CrisisStep;
  place: number;
  title: string;
  isDone: (item: CrisisItem) => boolean;
}) {
  const { crisis, items, step, place, isDone } = props;
  return (
    <ol className="steps items" aria-label={props.title}>
      {items.map((item, index) => (
        <li
          key={item.id}
          className={index === place ? "on" : isDone(item) ? "done" : ""}
          aria-current={index === place ? "step" : undefined}
        >
          <Link className="tx" to={addressOfCrisis(crisis.id, step, index)}>
            {capitalised(bare(item.what))}
          </Link>
          {isDone(item) && index !== place ? <Tick label={messages.done} /> : null}
        </li>
      ))}
    </ol>
  );
}
