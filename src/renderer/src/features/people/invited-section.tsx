import { useRef, useState } from "react";
import { type Week, weekNumberOf } from "../../../../shared/journal/iso-week.ts";
import { LinkButton } from "../../ui/button.tsx";
import { timesInWords } from "../../ui/format.ts";
import { useWidth } from "../../ui/use-width.ts";
import { marginDay } from "./entries-sections.tsx";
import { INVITED_ROWS, invitedInWords, invitedPlotInWords, rowOf } from "./invited-words.ts";
import { messages } from "./messages.ts";
import type { SectionProps } from "./person-page.tsx";

const USUAL_WIDTH = 520;
const NAMES_WIDTH = 104;
const ROW_HEIGHT = 25;
/** Half of what a mark takes of the plot's end, and how far two of a week stand apart. */
const INSET = 11;
const APART = 11;

/** How the leader came to step in, or stayed back, in the last twelve weeks. */
export function InvitedSection({ page, name, today }: SectionProps) {
  const { moments, weeks } = page;
  const [shown, setShown] = useState<"table" | "moments" | null>(null);
  if (moments.length === 0) return null;
  const toggle = (what: "table" | "moments") => () => setShown(shown === what ? null : what);
  return (
    <section className="row sect person-figure">
      <p className="m">{messages.twelveWeeks}</p>
      <div className="t">
        <h2>{messages.invited}</h2>
        <figure>
          <figcaption className="cap">{invitedInWords(moments, name)}</figcaption>
          <InvitedPlot page={page} name={name} />
        </figure>
        <p className="fig-note">
          <LinkButton aria-expanded={shown === "moments"} onClick={toggle("moments")}>
            {shown === "moments" ? messages.hideMoments : messages.readMoments}
          </LinkButton>
          <LinkButton aria-expanded={shown === "table"} onClick={toggle("table")}>
            {shown === "table" ? messages.hideTable : messages.showTable}
          </LinkButton>
        </p>
        {shown === "table" ? <InvitedTable moments={moments} weeks={weeks} /> : null}
        {shown === "moments" ? (
          <ul className="before">
            {moments.toReversed().map((moment) => (
              <li key={moment.id}>
                <p className="who">
                  {marginDay(moment.date, today)}, {kindInWords(moment)}
                </p>
                <p className="what">
                  <bdi>{moment.text}</bdi>
                </p>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </section>
  );
}

function kindInWords(moment: SectionProps["page"]["moments"][number]): string {
  const row = INVITED_ROWS.find(({ id }) => id === moment.invited);
  const kinds = {
    stepped_in: messages.steppedIn,
    stepped_back: messages.steppedBack,
    stepped_away: messages.steppedAway,
  };
  const kind = kinds[moment.kind].toLowerCase();
  return moment.kind === "stepped_in" && row !== undefined
    ? `${kind}, ${row.name.toLowerCase()}`
    : kind;
}

function InvitedPlot({ page, name }: { page: SectionProps["page"]; name: string }) {
  const { moments, weeks } = page;
  const holder = useRef<HTMLDivElement>(null);
  const width = useWidth(holder, USUAL_WIDTH);
  const step = (width - NAMES_WIDTH - 2 * INSET) / Math.max(weeks.length - 1, 1);
  const xOfWeek = (index: number): number => Math.round(NAMES_WIDTH + INSET + index * step);
  const height = INVITED_ROWS.length * ROW_HEIGHT + 27;
  return (
    <div ref={holder}>
      <svg
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={invitedPlotInWords(moments, name)}
      >
        {INVITED_ROWS.map(({ id, name: row, mark }, at) => {
          const y = 14 + at * ROW_HEIGHT;
          const inRow = moments.filter((moment) => rowOf(moment) === id);
          return (
            <g key={id}>
              <text className="lbl" x="0" y={y + 4}>
                {row}
              </text>
              <path className="grid" d={`M${NAMES_WIDTH} ${y}H${width}`} />
              {weeks.flatMap((week, index) => {
                const inWeek = inRow.filter((moment) => moment.week === week);
                return inWeek.map((moment, place) => (
                  <circle
                    key={moment.id}
                    className={`${mark}-dot`}
                    cx={
                      xOfWeek(index) +
                      (place - (inWeek.length - 1) / 2) * apart(inWeek.length, step)
                    }
                    cy={y}
                    r={mark === "in" ? 4.5 : 4}
                  />
                ));
              })}
            </g>
          );
        })}
        <text x="0" y={height - 6}>
          {messages.week}
        </text>
        {weeks.map((week, index) => (
          <text key={week} x={xOfWeek(index)} y={height - 6} textAnchor="middle">
            {weekNumberOf(week)}
          </text>
        ))}
      </svg>
    </div>
  );
}

/** Those of one week stay in it, however many there are. */
function apart(count: number, step: number): number {
  return Math.min(APART, (step - APART) / Math.max(count - 1, 1));
}

function InvitedTable({
  moments,
  weeks,
}: {
  moments: SectionProps["page"]["moments"];
  weeks: readonly Week[];
}) {
  return (
    <table className="plot-table">
      <caption className="vh">{messages.invited}</caption>
      <thead>
        <tr>
          <th scope="col">{messages.weekColumn}</th>
          {INVITED_ROWS.map(({ id, name }) => (
            <th scope="col" key={id}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks
          .filter((week) => moments.some((moment) => moment.week === week))
          .map((week) => (
            <tr key={week}>
              <th scope="row">{weekNumberOf(week)}</th>
              {INVITED_ROWS.map(({ id }) => {
                const count = moments.filter(
                  (moment) => moment.week === week && rowOf(moment) === id,
                ).length;
                return <td key={id}>{count === 0 ? "" : timesInWords(count)}</td>;
              })}
            </tr>
          ))}
      </tbody>
    </table>
  );
}
