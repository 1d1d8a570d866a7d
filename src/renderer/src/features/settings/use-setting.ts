import { useMutation, useQuery } from "@tanstack/react-query";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import type { SettingsShape } from "../../../../shared/contract/settings.ts";

/**
 * A setting that is kept as soon as it is changed. It shows its new value while that is written, and
 * its old one again when that failed.
 */
export function useSetting<Name extends keyof SettingsShape>(name: Name) {
  const { queries } = useConnection();
  const read = useQuery(queries.settings.read.queryOptions());
  const change = useMutation(queries.settings.change.mutationOptions());
  const wanted = change.isPending ? change.variables[name] : undefined;
  const failure = change.error ?? read.error;
  return {
    value: (wanted ?? read.data?.[name]) as SettingsShape[Name] | undefined,
    change: (value: SettingsShape[Name]) => change.mutate({ [name]: value }),
    problem: failure === null ? null : sentenceFor(failure),
  };
}
