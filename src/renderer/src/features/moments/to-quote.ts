import { useQuery } from "@tanstack/react-query";
import { useLocation, useNavigate } from "react-router";
import { z } from "zod";
import type { Moment } from "../../../../shared/contract/moments.ts";
import { id, type Id } from "../../../../shared/journal/identity.ts";
import type { Week } from "../../../../shared/journal/iso-week.ts";
import { addressOfStep } from "../../addresses.ts";
import { useConnection } from "../../api/client.ts";
import { flushTexts } from "../../saving/open-texts.ts";

/** Noted in the history on the way to a text: the moment that it is to quote when it is there. */
const toQuote = z.object({ toQuote: id });

/**
 * Leads to the text of a week, at the prompt where it was left, which then quotes a moment; undefined
 * where the week takes no reflection, or has been put away.
 */
export function useQuoteInWeek(week: Week): ((moment: Moment) => void) | undefined {
  const { queries } = useConnection();
  const navigate = useNavigate();
  const today = useQuery(queries.weekly.today.queryOptions());
  const offered = today.data?.offered.find((one) => one.week === week);
  if (offered === undefined || offered.state === "closed") return undefined;
  return (moment) => {
    void flushTexts();
    const state: z.infer<typeof toQuote> = { toQuote: moment.id };
    void navigate(addressOfStep(week, "write", offered.left?.place), { state });
  };
}

/** The moment that the text of this page is to quote; null when there is none. */
export function useMomentToQuote(): Id | null {
  return toQuote.safeParse(useLocation().state).data?.toQuote ?? null;
}
