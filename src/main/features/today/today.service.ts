import type { Theme } from "../../../shared/contract/prompts.ts";
import type { FromYourPages } from "../../../shared/contract/today.ts";
import type { Clock } from "../../../shared/journal/clock.ts";
import { firstDayOf, lastDayOf, weekOf } from "../../../shared/journal/iso-week.ts";
import { localDateAt } from "../../../shared/journal/local-date.ts";
import type { Database } from "../../storage/database.ts";
import { choosePassage, weeksOfPassages, type WrittenText } from "./old-passage.ts";
import { chooseQuietTheme } from "./quiet-theme.ts";
import { prepareToday } from "./today.sql.ts";

export type TodayService = ReturnType<typeof createToday>;

/** What Today gives back of what was written. Nothing here writes. */
export function createToday(needs: {
  database: Database;
  clock: Clock;
  prompts: { library(): { themes: readonly Theme[] } };
}) {
  const { database, clock, prompts } = needs;
  const sql = prepareToday(database);

  function read(): FromYourPages {
    const date = localDateAt(clock.now(), clock.timeZone);
    const texts = weeksOfPassages(date).flatMap((week): WrittenText[] =>
      [...sql.textsOfReflection(week), ...sql.textsBetween(firstDayOf(week), lastDayOf(week))].map(
        (text) => ({ ...text, week }),
      ),
    );
    const lastAnswered = new Map(
      sql.lastAnswers().map(({ theme, week, date: day }) => {
        const weeks = [week, day === null ? null : weekOf(day)].filter((one) => one !== null);
        return [theme, weeks.sort().at(-1) ?? ""] as const;
      }),
    );
    return {
      passage: choosePassage(texts, date),
      quietTheme: chooseQuietTheme(prompts.library().themes, lastAnswered, weekOf(date)),
    };
  }

  return {
    /** One old passage and one quiet theme, the same all day. */
    fromYourPages: (): FromYourPages => database.transaction(read)(),
  };
}
