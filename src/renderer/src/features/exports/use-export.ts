import { useRef, useState } from "react";
import type { ExportProgress, ExportRange } from "../../../../shared/contract/exports.ts";
import { useConnection } from "../../api/client.ts";

/** How an export stands. */
export type ExportState =
  | { kind: "ready" }
  | { kind: "stopped" }
  | { kind: "failed"; error: unknown }
  | ExportProgress;

/** Runs an export and tells how far it is; stopping it leaves nothing behind. */
export function useExport() {
  const { client } = useConnection();
  const [state, setState] = useState<ExportState>({ kind: "ready" });
  const stopping = useRef<AbortController | null>(null);

  const start = async (range: ExportRange): Promise<void> => {
    const controller = new AbortController();
    stopping.current = controller;
    setState({ kind: "writing", done: 0, total: 0, file: "" });
    try {
      const steps = await client.exports.run(range, { signal: controller.signal });
      for await (const step of steps) setState(step);
    } catch (error) {
      setState(controller.signal.aborted ? { kind: "stopped" } : { kind: "failed", error });
    }
  };
  return { state, start, stop: () => stopping.current?.abort() };
}
