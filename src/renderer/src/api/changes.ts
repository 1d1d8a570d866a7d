import type { Topic } from "../../../shared/contract/base.ts";
import type { Connection } from "./client.ts";

/** Changes are collected for so long, so that writing does not read everything again at every save. */
const COLLECT_MILLISECONDS = 1000;
/** How long to wait before asking a host again that went away. */
const RETRY_MILLISECONDS = 1000;

/**
 * Reads again what the host says has changed, in this window or another, for as long as the page lives.
 * A page that nobody sees lets go of its stream, because a browser gives one host few connections, and
 * reads everything again when it is seen.
 * @param texts what is typed on this page: `retry` when a host that went away is there again, `flush`
 *   when the host asks for all of it to be written, before it locks or lets go of the journal.
 */
export async function followChanges(
  connection: Connection,
  texts: { retry: () => void; flush: () => Promise<unknown> },
): Promise<void> {
  const readAgain = collector(connection);
  for (let isFirst = true; ; isFirst = false) {
    await untilVisible();
    const hidden = whenHidden();
    try {
      const changes = await connection.client.journal.changes(undefined, { signal: hidden });
      if (!isFirst) {
        texts.retry();
        void connection.queryClient.invalidateQueries();
      }
      for await (const { topics, flush } of changes) {
        if (flush === true) void texts.flush().then(() => connection.client.journal.flushed());
        readAgain(topics);
      }
    } catch {
      // The host is away: it may come back on the same port, and the page with its text is still here.
    }
    if (!hidden.aborted) await new Promise((resolve) => setTimeout(resolve, RETRY_MILLISECONDS));
  }
}

function collector({ queryClient, queries }: Connection): (topics: readonly Topic[]) => void {
  const waiting = new Set<Topic>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (topics) => {
    for (const topic of topics) waiting.add(topic);
    // How the journal stands decides what is on the screen at all: it does not wait.
    if (waiting.has("journal")) {
      void queryClient.invalidateQueries({ queryKey: queries.journal.key() });
    }
    timer ??= setTimeout(() => {
      timer = undefined;
      for (const topic of waiting) {
        void queryClient.invalidateQueries({ queryKey: queries[topic].key() });
      }
      waiting.clear();
    }, COLLECT_MILLISECONDS);
  };
}

function untilVisible(): Promise<void> {
  if (document.visibilityState === "visible") return Promise.resolve();
  return new Promise((resolve) => {
    const onChange = (): void => {
      if (document.visibilityState !== "visible") return;
      document.removeEventListener("visibilitychange", onChange);
      resolve();
    };
    document.addEventListener("visibilitychange", onChange);
  });
}

function whenHidden(): AbortSignal {
  const controller = new AbortController();
  const onChange = (): void => {
    if (document.visibilityState === "visible") return;
    document.removeEventListener("visibilitychange", onChange);
    controller.abort();
  };
  document.addEventListener("visibilitychange", onChange);
  return controller.signal;
}
