import { useCallback, useMemo, useRef } from "react";
import { useLocation, useSearchParams } from "react-router";
import { type EntryFilter, entryFilter } from "../../../../shared/contract/entries.ts";

/**
 * The filter of the timeline, which stands in the address: it stays from entry to entry and when the page
 * is loaded anew, and one that was cleared is there again one step back.
 */
export function useFilter(): {
  filter: EntryFilter;
  isFiltered: boolean;
  /** Changes parts of it; an undefined part chooses nothing any more. */
  change: (parts: Partial<Record<keyof EntryFilter, string | undefined>>) => void;
  clear: () => void;
  /** An address with the filter that stands. */
  withFilter: (address: string) => string;
} {
  const [parameters, setParameters] = useSearchParams();
  const { search } = useLocation();
  const filter = useMemo(() => readFilter(parameters), [parameters]);
  // An address that was asked for is shown a little later; the next change builds on it all the same.
  const shown = useRef(parameters);
  const asked = useRef(parameters);
  if (shown.current !== parameters) {
    shown.current = parameters;
    asked.current = parameters;
  }
  const change = useCallback(
    (parts: Partial<Record<keyof EntryFilter, string | undefined>>) => {
      const next = new URLSearchParams(asked.current);
      for (const [name, value] of Object.entries(parts)) {
        if (value === undefined || value === "") next.delete(name);
        else next.set(name, value);
      }
      if (next.toString() === asked.current.toString()) return;
      asked.current = next;
      setParameters(next, { replace: true });
    },
    [setParameters],
  );
  return {
    filter,
    isFiltered: Object.keys(filter).length > 0,
    change,
    clear: useCallback(() => {
      asked.current = new URLSearchParams();
      setParameters(asked.current);
    }, [setParameters]),
    withFilter: useCallback((address: string) => `${address}${search}`, [search]),
  };
}

/** What an address chooses; a part that cannot be read chooses nothing. */
function readFilter(parameters: URLSearchParams): EntryFilter {
  const parts = Object.entries(entryFilter.shape).flatMap(([name, shape]) => {
    const written = parameters.get(name);
    if (written === null) return [];
    const read = shape.safeParse(name === "starred" ? written === "true" : written);
    return read.success ? [[name, read.data] as const] : [];
  });
  return Object.fromEntries(parts);
}
