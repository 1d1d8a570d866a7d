import { answers } from "./answers.ts";
import { attachments } from "./attachments.ts";
import { backups } from "./backups.ts";
import { commitments } from "./commitments.ts";
import { crises } from "./crises.ts";
import { entries } from "./entries.ts";
import { exports } from "./exports.ts";
import { journal } from "./journal.ts";
import { moments } from "./moments.ts";
import { ownPrompts } from "./own-prompts.ts";
import { packs } from "./packs.ts";
import { people } from "./people.ts";
import { prompts } from "./prompts.ts";
import { protection } from "./protection.ts";
import { settings } from "./settings.ts";
import { today } from "./today.ts";
import { weekly } from "./weekly.ts";
import { wishes } from "./wishes.ts";

/** Everything a window can ask of the journal core. The only place where the two meet. */
export const contract = {
  journal,
  entries,
  attachments,
  weekly,
  today,
  commitments,
  moments,
  people,
  crises,
  exports,
  prompts: { ...prompts, ...answers, ...wishes, ...ownPrompts, ...packs },
  protection,
  backups,
  settings,
};

export type Contract = typeof contract;
