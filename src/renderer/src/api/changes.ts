import type { Topic } from "../../../shared/contract/base.ts";
import type { Connection } from "./client.ts";

/** Changes are collected for so long, so that writing does not read everything again at every save. */
const COLLECT_MILLISECONDS = 1000;
/** How long to wait before asking a host again that went away. */
const RETRY_MILLISECONDS = 1000;

/**
 * Reads again what the host says has changed, in this window or another, for as long as the page lives.
 * @param onReturn called when a host that went away is there again.
 */
export async function followChanges(connection: Connection, onReturn: () => void): Promise<void> {
  const waiting = new Set<Topic>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const readAgain = (): void => {
    timer = undefined;
    for (const topic of waiting) {
      void connection.queryClient.invalidateQueries({ queryKey: connection.queries[topic].key() });
    }
    waiting.clear();
  };
  for (let wasAway = false; ; wasAway = true) {
    try {
      const changes = await connection.client.journal.changes();
      if (wasAway) {
        onReturn();
        void connection.queryClient.invalidateQueries();
      }
      for await (const { topics } of changes) {
        for (const topic of topics) waiting.add(topic);
        timer ??= setTimeout(readAgain, COLLECT_MILLISECONDS);
      }
    } catch {
      // The host is away: it may come back on the same port, and the page with its text is still here.
    }
    await new Promise((resolve) => setTimeout(resolve, RETRY_MILLISECONDS));
  }
}
