import type { Command } from "commander";
import type { InsightsService } from "../features/insights/insights.service.ts";
import { readWeekCount } from "./arguments.ts";
import { print } from "./output.ts";
import type { Session } from "./session.ts";

/** A quarter of a year, as the plots show it. */
const WEEKS = 12;

type Insights = ReturnType<InsightsService["read"]>;

/** `insights`. */
export function addInsightsCommands(program: Command, session: Session): void {
  program
    .command("insights")
    .description("the numbers behind the plots")
    .option("--weeks <count>", "of so many weeks, this one included", readWeekCount, WEEKS)
    .action((options: { weeks: number }) =>
      session.withServices(({ insights }) => {
        const numbers = insights.read(options.weeks);
        print(session.options(), numbers, insightsText(numbers));
      }),
    );
}

/** The same for people: a line for each week and each thing, in columns. */
function insightsText(insights: Insights): string {
  const { timeOnTheBusiness, moments, invited, themes, commitments, handovers } = insights;
  const line = (...cells: (string | number)[]): string =>
    `${cells
      .map((cell) => String(cell).padEnd(14))
      .join(" ")
      .trimEnd()}\n`;
  const counts = ({ week, ...of }: { week: string }): string =>
    line(week, ...Object.entries(of).map(([kind, count]) => `${kind} ${String(count)}`));
  const parts: Record<string, string> = {
    "Time on the business": timeOnTheBusiness.weeks
      .map(({ week, blocks }) => line(week, blocks === null ? "-" : blocks.onTheBusiness))
      .join(""),
    Moments: moments.weeks.map(counts).join(""),
    Invited: invited.weeks.map(counts).join(""),
    Themes: themes.themes
      .map(({ theme, answers, lastWeek }) => line(theme, answers, lastWeek ?? "-"))
      .join(""),
    Commitments: Object.entries(commitments)
      .map(([outcome, count]) => line(outcome, count))
      .join(""),
    Handovers: handovers.handovers
      .map(({ person, what, days }) => line(`${days} days`, person, what))
      .join(""),
    "Writing days": line(insights.writingDays.days.length),
  };
  return Object.entries(parts)
    .filter(([, lines]) => lines !== "")
    .map(([heading, lines]) => `${heading}\n${lines}`)
    .join("\n");
}
