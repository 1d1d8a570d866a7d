import { skipToken, useQuery } from "@tanstack/react-query";
import { Navigate, useParams } from "react-router";
import { isId } from "../../../../shared/journal/identity.ts";
import { addressOfCrisis, addressOfEntry, ADDRESSES } from "../../addresses.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { NotHerePage } from "../../ui/not-here.tsx";
import { AskItems } from "./ask-items.tsx";
import { CloseItems } from "./close-items.tsx";
import { messages } from "./messages.ts";
import { WriteAbout } from "./write-about.tsx";

/** A crisis at the address it was opened with: closing it, writing about it, or asking a week later. */
export function CrisisPage() {
  const { id = "", step, place } = useParams();
  const { queries } = useConnection();
  const { data, error } = useQuery({
    ...queries.crises.read.queryOptions({ input: isId(id) ? { id } : skipToken }),
    // The day may have changed since.
    refetchOnMount: "always",
  });
  if (!isId(id) || data === null || (data === undefined && error !== null)) {
    return (
      <NotHerePage
        sentence={error === null ? messages.notThere : sentenceFor(error)}
        way={messages.toToday}
        to={ADDRESSES.today}
      />
    );
  }
  if (data === undefined) return null;
  const { crisis } = data;
  const at = Math.max(0, Number(place ?? 1) - 1 || 0);
  if (crisis.closedOn === null) {
    if (step !== "close") return <Navigate replace to={addressOfCrisis(id, "close")} />;
    return <CloseItems today={data} place={place === undefined ? null : at} />;
  }
  // What is asked afterwards follows at once.
  if (step === "close") return <Navigate replace to={addressOfCrisis(id, "write", 0)} />;
  if (step === "write") return <WriteAbout key={at} crisis={crisis} place={at} />;
  if (step === "ask") return <AskItems today={data} place={place === undefined ? null : at} />;
  const { entryId } = crisis;
  return <Navigate replace to={entryId === null ? ADDRESSES.today : addressOfEntry(entryId)} />;
}
