import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { settingsShape } from "../../../../shared/contract/settings.ts";
import { useConnection } from "../../api/client.ts";
import { useShortcuts } from "../../ui/shortcuts.ts";

const SIZES = settingsShape.shape.writingSize.options.map(({ value }) => value);
const USUAL_SIZE = 100;

/**
 * Gives the page the look that is set: light or dark, the size of what is written and how long its
 * lines are. @param isOpen whether there is a journal to ask; what was set last stays until then.
 * @param canChange whether the keys for the size do anything.
 */
export function useLook(isOpen: boolean, canChange: boolean): void {
  const { queries } = useConnection();
  const { data } = useQuery({ ...queries.settings.read.queryOptions(), enabled: isOpen });
  const { mutate } = useMutation(queries.settings.change.mutationOptions());
  useEffect(() => {
    if (data === undefined) return;
    const { dataset, style } = document.documentElement;
    if (data.appearance === "system") delete dataset["theme"];
    else dataset["theme"] = data.appearance;
    style.setProperty("--write-zoom", String(data.writingSize / 100));
    style.setProperty("--line-length", String(data.lineLength));
  }, [data]);
  const resize = (writingSize: (typeof SIZES)[number] | undefined): void => {
    if (writingSize !== undefined) mutate({ writingSize });
  };
  const step = (by: number) => () => {
    if (data !== undefined) resize(SIZES[SIZES.indexOf(data.writingSize) + by]);
  };
  useShortcuts(
    canChange
      ? {
          "mod+plus": step(1),
          "mod+minus": step(-1),
          "mod+0": () => resize(USUAL_SIZE),
        }
      : {},
  );
}
