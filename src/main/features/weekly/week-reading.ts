import type { Section } from "../../../shared/contract/entries.ts";
import { StepbackError } from "../../../shared/contract/errors.ts";
import type {
  ChosenPrompt,
  OfferedWeek,
  Place,
  Reflection,
  Today,
} from "../../../shared/contract/weekly.ts";
import { documentToText } from "../../../shared/document/plain-text.ts";
import { isEmptyDocument } from "../../../shared/document/schema.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import {
  addWeeks,
  firstDayOf,
  lastDayOf,
  type Week,
  weekOf,
} from "../../../shared/journal/iso-week.ts";
import { localTimestamp, weekdayOf } from "../../../shared/journal/local-date.ts";
import { type ChoiceInput, type ChoiceSettings, choosePrompts } from "./choose-prompts.ts";
import type { WeekShown } from "./week-shown.ts";
import type { ChosenPromptRow, WeeklyStatements } from "./weekly.sql.ts";
import type { WeekOutlook, WeeklyNeeds } from "./weekly-needs.ts";

/** All that is read of a week. Nothing here writes. */
export function createWeekReading(needs: WeeklyNeeds, sql: WeeklyStatements) {
  const { database, clock, entries, commitments, moments, prompts, settings } = needs;

  function choiceFor(week: Week): ChoiceInput {
    return {
      week,
      facts: sql.facts().map((fact) => ({ ...fact, week: fact.week ?? weekOf(fact.date) })),
      reflected: sql.reflectedWeeks(),
      shown: shownIn(week),
      library: prompts.library(),
      settings: { places: settings.read().places, ...wishesFor(week) },
    };
  }

  function shownIn(week: Week): WeekShown {
    const [from, to] = [firstDayOf(week), lastDayOf(week)];
    const row = sql.shown(from, to);
    return {
      steppedInUninvited: row?.steppedInUninvited === 1,
      handoverTakenBack: row?.handoverTakenBack === 1,
      crisisClosed: row?.crisisClosed === 1,
      steppedAway: row?.steppedAway === 1,
      answered: new Set(sql.answeredOutside(from, to)),
    };
  }

  function wishesFor(week: Week): Omit<ChoiceSettings, "places"> {
    const rows = sql.wishes();
    const those = (wish: "pinned" | "favourite" | "hidden"): ReadonlySet<string> =>
      new Set(rows.filter((row) => row[wish] === 1).map(({ prompt }) => prompt));
    return {
      pinned: those("pinned"),
      favourites: those("favourite"),
      hidden: those("hidden"),
      picked: sql.pick(week) ?? null,
    };
  }

  /** The set that was kept, in order of place; empty until it is. */
  function keptSet(entryId: Id): ChosenPromptRow[] {
    return sql.chosen(entryId).filter((row) => row.replacedAt === null);
  }

  function asChosen(row: ChosenPromptRow, sections: readonly Section[]): ChosenPrompt {
    const section = sections.find(({ id }) => id === row.sectionId);
    const reason = { kind: row.reasonKind };
    return {
      id: row.promptId,
      theme: section?.prompt?.theme ?? "",
      text: section?.prompt?.text ?? "",
      reason: row.reasonWeeks === null ? reason : { ...reason, weeks: row.reasonWeeks },
      source: prompts.find(row.promptId)?.source ?? null,
    };
  }

  function placeOf(row: ChosenPromptRow, sections: readonly Section[]): Place {
    const section = sections.find(({ id }) => id === row.sectionId);
    if (section === undefined) throw new Error(`the section of place ${row.place} is gone`);
    const prompt = asChosen(row, sections);
    const answered = isWritten(section);
    return {
      ...prompt,
      themeTitle: prompts.theme(prompt.theme)?.title ?? prompt.theme,
      documentTitle: prompt.source === null ? "" : prompts.documentTitle(prompt.source.document),
      origin: prompts.find(prompt.id)?.origin ?? null,
      followUps: prompts.find(prompt.id)?.followUps ?? [],
      section,
      answered,
      skipped: row.skippedAt !== null && !answered,
    };
  }

  function read(week: Week): Reflection | null {
    const entry = entries.weeklyEntry(week);
    if (entry === null) return null;
    const row = sql.readReflection(entry.id);
    if (row === undefined) return null;
    const sections = entries.allSections(entry.id);
    const set = keptSet(entry.id);
    const placed = new Set(set.map(({ sectionId }) => sectionId));
    const { step, place, caret, scroll } = row;
    return {
      week,
      entryId: entry.id,
      date: entry.date,
      title: entry.title,
      whereabouts: { step, place, caret, scroll },
      closedAt: row.closedAt,
      updated: row.updated,
      places: set.map((chosen) => placeOf(chosen, sections)),
      others: sections.filter((section) => !placed.has(section.id) && isWritten(section)),
      commitments: commitments.madeIn(week),
    };
  }

  function readBegun(week: Week): Reflection {
    const reflection = read(week);
    if (reflection === null) {
      throw new StepbackError("NOT_FOUND", { what: "reflection", id: week });
    }
    return reflection;
  }

  function offer(week: Week): OfferedWeek {
    const reflection = read(week);
    if (reflection === null) return { week, state: "not_begun", entryId: null, left: null };
    const { whereabouts, places } = reflection;
    const open = places[whereabouts.place];
    return {
      week,
      state: reflection.closedAt === null ? "begun" : "closed",
      entryId: reflection.entryId,
      left: {
        step: whereabouts.step,
        place: whereabouts.place,
        places: places.length === 0 ? settings.read().places : places.length,
        at: reflection.updated,
        lastWords: open === undefined ? "" : lastWordsOf(open.section),
      },
    };
  }

  /** A week as the ritual would open it. Writes nothing: until the set is kept it is computed anew. */
  function outlook(week: Week): WeekOutlook {
    const entry = entries.weeklyEntry(week);
    const row = entry === null ? undefined : sql.readReflection(entry.id);
    const sections = entry === null ? [] : entries.allSections(entry.id);
    return {
      week,
      state: {
        entryId: entry?.id ?? null,
        step: row?.step ?? "look_back",
        place: row?.place ?? 0,
        closed: row !== undefined && row.closedAt !== null,
      },
      commitments: commitments.askedIn(week),
      moments: moments.ofWeek(week),
      prompts:
        entry === null || row === undefined || row.setKept === null
          ? choosePrompts(choiceFor(week))
          : keptSet(entry.id).map((chosen) => asChosen(chosen, sections)),
    };
  }

  /** What Today shows of the week; writes nothing. */
  function today(): Today {
    const now = localTimestamp(clock.now(), clock.timeZone);
    const date = now.slice(0, 10);
    const time = now.slice(11, 16);
    const week = weekOf(date);
    const { reflectionDay, reflectionTime } = settings.read();
    const reflected = sql.reflectedWeeks();
    const lastWeek = offer(addWeeks(week, -1));
    // Last week's stays on offer until the day of reflection, to someone who had begun by then.
    const lastIsOffered =
      weekdayOf(date) < reflectionDay &&
      lastWeek.state !== "closed" &&
      reflected.some((other) => other < week);
    return {
      date,
      timeZone: clock.timeZone,
      week,
      reflectionDay,
      reflectionTime,
      isDue:
        weekdayOf(date) > reflectionDay ||
        (weekdayOf(date) === reflectionDay && time >= reflectionTime),
      offered: lastIsOffered ? [offer(week), lastWeek] : [offer(week)],
      due: commitments.askedIn(week).filter(({ isOpen }) => isOpen),
      begunBefore: reflected.length > 0,
    };
  }

  // Each read sees one moment, whatever another process writes meanwhile.
  return {
    choiceFor,
    keptSet,
    asChosen,
    read: (week: Week): Reflection | null => database.transaction(() => read(week))(),
    readBegun,
    outlook: (week: Week): WeekOutlook => database.transaction(() => outlook(week))(),
    today: (): Today => database.transaction(today)(),
  };
}

/** Whether anything is written in a section. */
export function isWritten(section: Section): boolean {
  return !isEmptyDocument(section.document);
}

/** The last sentence or two of a text, at most 200 characters. */
function lastWordsOf(section: Section): string {
  const lines = documentToText(section.document).trim().split("\n");
  const line = (lines.at(-1) ?? "").trim();
  if (line.length <= 200) return line;
  const tail = line.slice(-200);
  const start = tail.search(/(?<=[.!?]\s)\S/u);
  return start === -1 ? tail.slice(tail.indexOf(" ") + 1) : tail.slice(start);
}
