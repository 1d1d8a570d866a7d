import { useMutation, useQuery } from "@tanstack/react-query";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import type { settingsShape } from "../../../../shared/contract/settings.ts";
import type { z } from "zod";

type Settings = z.infer<typeof settingsShape>;

/**
 * A setting that is kept as soon as it is changed. It shows its new value while that is written, and
 * its old one again when that failed.
 */
export function useSetting<Name extends keyof Settings>(name: Name) {
  const { queries } = useConnection();
  const read = useQuery(queries.settings.read.queryOptions());
  const change = useMutation(queries.settings.change.mutationOptions());
  const wanted = change.isPending ? change.variables[name] : undefined;
  const failure = change.error ?? read.error;
  return {
    value: (wanted ?? read.data?.[name]) as Settings[Name] | undefined,
    change: (value: Settings[Name]) => change.mutate({ [name]: value }),
    problem: failure === null ? null : sentenceFor(failure),
  };
}
