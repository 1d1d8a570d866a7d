import { useRef } from "react";
import type { Handover } from "../../../../shared/contract/handovers.ts";
import { dateOf } from "../../ui/when.ts";
import { useWidth } from "../../ui/use-width.ts";
import { labelsOf, type Scale, xOf } from "./handover-line.ts";
import { plotInWords, spansOf } from "./handover-words.ts";
import { messages } from "./messages.ts";

/** The page's own text column on a usual window. */
const USUAL_WIDTH = 520;
/** Room right of the line for who has it. */
const NAMES_WIDTH = 90;
/** The line above is with the person, the rule is with the leader. */
const THEIRS = 10;
const YOURS = 36;
const LETTERS = 8;

/** When something was with the person and when with the leader, to scale. @param props.from the first day shown. */
export function HandoverPlot(props: {
  handover: Handover;
  name: string;
  from: string;
  today: string;
}) {
  const { handover, name, today } = props;
  const holder = useRef<HTMLDivElement>(null);
  const width = useWidth(holder, USUAL_WIDTH);
  const scale: Scale = { from: props.from, to: today, width: Math.max(width - NAMES_WIDTH, 120) };
  const spans = spansOf(handover);
  const labels = labelsOf(spans, scale);
  const height = labels.length === 0 ? 42 : 60;
  const end = xOf(today, scale);
  const shortName = name.length > LETTERS ? `${name.slice(0, LETTERS - 1)}…` : name;
  return (
    <div className="held" ref={holder}>
      <svg
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={plotInWords(handover, name, today)}
      >
        <path className="zero" d={`M0 ${YOURS}H${scale.width}`} />
        {spans.map(({ isWithThem, from, to }) => {
          const start = xOf(from, scale);
          const stop = to === null ? end : xOf(to, scale);
          return isWithThem ? (
            <path
              key={`${from}-given`}
              className="hold"
              d={`M${start} ${YOURS}V${THEIRS}H${stop}${to === null ? "" : `V${YOURS}`}`}
            />
          ) : (
            <path key={`${from}-back`} className="mine" d={`M${start} ${YOURS}H${stop}`} />
          );
        })}
        {spans.map(({ isWithThem, from }) =>
          isWithThem ? null : (
            <circle key={from} className="in-dot" cx={xOf(from, scale)} cy={YOURS} r="4.6" />
          ),
        )}
        {handover.isWithThem ? <circle className="back-dot" cx={end} cy={THEIRS} r="4.2" /> : null}
        <text className="lbl" x={scale.width + 14} y={THEIRS + 4}>
          {messages.withPerson(shortName)}
        </text>
        <text className="lbl" x={scale.width + 14} y={YOURS + 4}>
          {messages.withYou}
        </text>
        {labels.map(({ x, text }) => (
          <text key={text} x={x} y={YOURS + 20} textAnchor="middle">
            {text}
          </text>
        ))}
      </svg>
    </div>
  );
}

/** The same as a table. */
export function HandoverTable(props: { handover: Handover; name: string; today: string }) {
  const { handover, name, today } = props;
  return (
    <table className="plot-table">
      <caption className="vh">{handover.what}</caption>
      <thead>
        <tr>
          <th scope="col">{messages.from}</th>
          <th scope="col">{messages.until}</th>
          <th scope="col">{messages.where}</th>
          <th scope="col">{messages.note}</th>
        </tr>
      </thead>
      <tbody>
        {spansOf(handover).map(({ isWithThem, from, to, note }) => (
          <tr key={`${from}-${isWithThem ? "given" : "back"}`}>
            <td>{dateOf(from, today)}</td>
            <td>{to === null ? messages.today : dateOf(to, today)}</td>
            <td>{isWithThem ? messages.withPerson(name) : messages.withYou}</td>
            <td>{note}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
