import { prepareCarriedCrises } from "../features/crises/carried-crises.sql.ts";
import { prepareCarriedMoments } from "../features/moments/carried-moments.sql.ts";
import { prepareCarriedPeople } from "../features/people/carried-people.sql.ts";
import { prepareCarriedBlocks } from "../features/weekly/carried-blocks.sql.ts";
import type { Database } from "../storage/database.ts";

/** The leader's week, as exports read it and imports take it in. */
export function prepareCarried(database: Database) {
  return {
    people: prepareCarriedPeople(database),
    crises: prepareCarriedCrises(database),
    moments: prepareCarriedMoments(database),
    blocks: prepareCarriedBlocks(database),
  };
}
