import { z } from "zod";
import { settingsShape } from "../../../shared/contract/settings.ts";
import type { Clock } from "../../../shared/journal/clock.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import type { Database } from "../../storage/database.ts";
import { prepareSettings } from "./settings.sql.ts";

const { shape } = settingsShape;

/** Every setting with its default, which also stands in for a value that cannot be read. */
const settings = z.object({
  reflectionDay: shape.reflectionDay.catch(5),
  reflectionTime: shape.reflectionTime.catch("15:30"),
  places: shape.places.catch(4),
  blocks: shape.blocks.catch(false),
  writingSize: shape.writingSize.catch(100),
  lineLength: shape.lineLength.catch(68),
  appearance: shape.appearance.catch("system"),
  lockAfter: shape.lockAfter.catch(5),
  readableCopy: shape.readableCopy.catch("off"),
  /** The week or month of the last readable copy; empty before the first. */
  readableCopyMade: z.string().catch(""),
});

/** What can be begun and left without being kept. */
export type DraftName = "momentDraft" | "rememberedDraft";

export type Settings = z.infer<typeof settings>;

export type SettingsService = ReturnType<typeof createSettings>;

/** The rules of settings. */
export function createSettings(needs: { database: Database; clock: Clock; newId: () => Id }) {
  const { database, clock, newId } = needs;
  const sql = prepareSettings(database);

  /** Keeps the settings that are given. */
  function change(changes: Partial<Settings>): void {
    const now = clock.now().toISOString();
    database
      .transaction(() => {
        for (const [name, value] of Object.entries(changes)) {
          sql.keep({ id: newId(), name, value: JSON.stringify(value), now });
        }
      })
      .immediate();
  }

  return {
    /** All settings, defaults where nothing was kept. */
    read(): Settings {
      const kept = sql.all().map(({ name, value }) => [name, JSON.parse(value) as unknown]);
      return settings.parse(Object.fromEntries(kept));
    },

    change,

    /** What was begun and not kept under a name; null where nothing is. It is no setting: no export has it. */
    draft(name: DraftName): unknown {
      const kept = sql.all().find((row) => row.name === name);
      return kept === undefined ? null : JSON.parse(kept.value);
    },

    /** Keeps what was begun under a name; null lets go of it. */
    keepDraft(name: DraftName, draft: object | null): void {
      sql.keep({
        id: newId(),
        name,
        value: JSON.stringify(draft),
        now: clock.now().toISOString(),
      });
    },

    /** Takes in the settings of another journal, as far as they are settings; in a transaction. */
    adopt(value: unknown): void {
      const given = z.looseObject({}).safeParse(value);
      if (!given.success) return;
      const names = settings.keyof().options.filter((name) => Object.hasOwn(given.data, name));
      const read = settings.parse(given.data);
      change(Object.fromEntries(names.map((name) => [name, read[name]])));
    },
  };
}
