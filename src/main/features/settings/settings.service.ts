import { z } from "zod";
import { timeOfDay } from "../../../shared/contract/journal.ts";
import { settingsShape } from "../../../shared/contract/settings.ts";
import type { Clock } from "../../../shared/journal/clock.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import type { Database } from "../../storage/database.ts";
import { prepareSettings } from "./settings.sql.ts";

/** Every setting with its default, which also stands in for a value that cannot be read. */
const settings = z.object({
  /** Weekday on which the user reflects, 1 Monday to 7 Sunday. */
  reflectionDay: z.number().int().min(1).max(7).catch(5),
  reflectionTime: timeOfDay.catch("15:30"),
  /** How many prompts a week has. */
  places: z.number().int().min(3).max(5).catch(4),
  lockAfter: settingsShape.shape.lockAfter.catch(5),
  readableCopy: settingsShape.shape.readableCopy.catch("off"),
  /** The week or month of the last readable copy; empty before the first. */
  readableCopyMade: z.string().catch(""),
});

export type Settings = z.infer<typeof settings>;

export type SettingsService = ReturnType<typeof createSettings>;

/** The rules of settings. */
export function createSettings(needs: { database: Database; clock: Clock; newId: () => Id }) {
  const { database, clock, newId } = needs;
  const sql = prepareSettings(database);
  return {
    /** All settings, defaults where nothing was kept. */
    read(): Settings {
      const kept = sql.all().map(({ name, value }) => [name, JSON.parse(value) as unknown]);
      return settings.parse(Object.fromEntries(kept));
    },

    /** Keeps the settings that are given. */
    change(changes: Partial<Settings>): void {
      const now = clock.now().toISOString();
      database
        .transaction(() => {
          for (const [name, value] of Object.entries(changes)) {
            sql.keep({ id: newId(), name, value: JSON.stringify(value), now });
          }
        })
        .immediate();
    },
  };
}
