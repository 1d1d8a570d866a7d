import { useQuery } from "@tanstack/react-query";
import { useConnection } from "./client.ts";

/** Why nothing can be written in the open journal; null when it can. Writing controls are not drawn then. */
export function useReadOnly(): "folder" | "rescue" | null {
  const { queries } = useConnection();
  // The gate around every view has asked already: this is its answer.
  const { data } = useQuery(queries.journal.state.queryOptions());
  return data?.state === "open" ? data.readOnly : null;
}
