import { z } from "zod";
import { became, whoHasIt } from "../../../shared/contract/crises.ts";
import { invited, momentKind } from "../../../shared/contract/moments.ts";
import { relation } from "../../../shared/contract/people.ts";
import { libraryId } from "../../../shared/contract/prompts.ts";
import { mendLine, mendText } from "../../../shared/document/mend-text.ts";
import type {
  CarriedAgreement,
  CarriedBlocks,
  CarriedCrisis,
  CarriedMoment,
  CarriedPerson,
} from "../../../shared/journal/carried.ts";
import { localDate } from "../../../shared/journal/local-date.ts";
import { week } from "../../../shared/journal/iso-week.ts";
import { isTimeZone } from "./read-instant.ts";
import { adoptableId, instant, line, times } from "./row-shapes.ts";

const row = { id: adoptableId, ...times };
const text = z.string().transform(mendText);
const named = line.pipe(z.string().min(1));
/** A name is looked at where its id leads nowhere; an id that no journal can have leads nowhere. */
export const somebody = z.object({ id: adoptableId.nullable().catch(null), name: named });
/** What its zone was is lost where this system does not know it; the instants are not. */
const zone = z.string().transform((name) => (isTimeZone(name) ? name : "UTC"));
const number = z.number().int();

/** From the first day that can be written to the last one. */
const MAX_SPAN = 3_652_058;

const turnShape = z.object({
  ...row,
  kind: z.enum(["given", "taken_back"]),
  date: localDate,
  note: text,
});

const handoverShape = z.object({
  ...row,
  what: text,
  howFar: text,
  turns: z.array(turnShape),
});

const agreementShape = z.object({
  ...row,
  matter: text,
  level: z.enum(["none", "view", "voice", "vote", "decide"]),
  words: text,
  date: localDate,
  askOn: localDate.nullable(),
  span: number.min(1).max(MAX_SPAN).nullable().catch(null),
  replaces: adoptableId.nullable().catch(null),
});

/** A person of an export. */
export const personShape = z.object({
  ...row,
  name: named,
  relation,
  role: z.string().transform(mendLine),
  handovers: z.array(handoverShape),
  agreements: z.array(agreementShape).transform(inOrder),
}) satisfies z.ZodType<CarriedPerson>;

/** A moment of an export. Of a theme that is none the rest is worth taking in. */
export const momentShape = z.object({
  ...row,
  kind: momentKind,
  text: line,
  at: instant,
  date: localDate,
  timeZone: zone,
  person: somebody.nullable(),
  invited: invited.nullable(),
  theme: libraryId.nullable().catch(null),
  crisisId: adoptableId.nullable().catch(null),
}) satisfies z.ZodType<CarriedMoment>;

const answerShape = z.object({
  ...row,
  date: localDate,
  who: whoHasIt,
  person: somebody.nullable(),
  note: text,
  givenAgain: z.boolean(),
});

const itemShape = z.object({
  ...row,
  what: text,
  since: localDate,
  became: became.nullable(),
  person: somebody.nullable(),
  note: text,
  askOn: localDate.nullable(),
  answers: z.array(answerShape),
});

/** A crisis of an export. */
export const crisisShape = z.object({
  ...row,
  person: somebody.nullable(),
  ground: text,
  endsWhen: text.nullable(),
  date: localDate,
  timeZone: zone,
  closedOn: localDate.nullable(),
  entryId: adoptableId.nullable().catch(null),
  items: z.array(itemShape),
}) satisfies z.ZodType<CarriedCrisis>;

const blocks = number.min(0).max(10);

/** How a week fell, of an export. */
export const blocksShape = z
  .object({ ...row, week, inIt: blocks, onIt: blocks, people: blocks, other: blocks })
  .refine(
    ({ inIt, onIt, people, other }) => inIt + onIt + people + other <= 10,
  ) satisfies z.ZodType<CarriedBlocks>;

/** What an agreement replaces stands before it, so that no history can lead in a circle. */
function inOrder(agreements: CarriedAgreement[]): CarriedAgreement[] {
  const before = new Set<string>();
  return agreements.map((agreement) => {
    const { replaces } = agreement;
    const isThere = replaces !== null && before.has(replaces);
    before.add(agreement.id);
    return isThere ? agreement : { ...agreement, replaces: null };
  });
}
