import type { Id } from "../../shared/journal/identity.ts";
import { createAttachments } from "../features/attachments/attachments.service.ts";
import { createCommitments } from "../features/commitments/commitments.service.ts";
import { createEntries } from "../features/entries/entries.service.ts";
import { createPeople } from "../features/people/people.service.ts";
import type { ExportSource } from "../features/exports/write-export.ts";
import { prepareLibraryCarrier } from "../features/prompts/carry-library.ts";
import { createSettings } from "../features/settings/settings.service.ts";
import { prepareReflectionReader } from "../features/weekly/weekly.sql.ts";
import { prepareCarried } from "./carried.ts";
import { openDatabase } from "../storage/database.ts";

/** The journal as one moment shows it: what an export reads. */
export function openForReading(
  databaseFile: string,
  key: Buffer,
): ExportSource & { close(): void } {
  const database = openDatabase(databaseFile, key, { readonly: true });
  database.exec("BEGIN");
  const common = {
    database,
    clock: { now: () => new Date(), timeZone: "UTC" },
    newId: (): Id => {
      throw new Error("nothing is made in a journal that is opened for reading");
    },
  };
  const people = createPeople(common);
  const { carriedIn } = createCommitments({ ...common, people });
  const entries = createEntries({ ...common, commitmentsMadeIn: carriedIn, people });
  const attachments = createAttachments(common);
  return {
    chosenIds: entries.chosenIds,
    read: entries.read,
    allSections: entries.allSections,
    findPicture: attachments.find,
    readPicture: attachments.read,
    reflectionOf: prepareReflectionReader(database),
    settings: createSettings(common).read,
    ownLibrary: prepareLibraryCarrier(database).all,
    carried: prepareCarried(database),
    close: () => database.close(),
  };
}
