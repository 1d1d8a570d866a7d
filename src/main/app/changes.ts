import { EventPublisher } from "@orpc/server";
import type { Topic } from "../../shared/contract/base.ts";

/** How often a window looks whether another process has written, in milliseconds. */
const LOOK_EVERY = 1000;

const ALL_TOPICS: readonly Topic[] = ["journal", "entries", "weekly", "commitments"];

export type Changes = ReturnType<typeof createChanges>;

/** Tells every open window which topics have to be read again. */
export function createChanges() {
  const publisher = new EventPublisher<{ changes: { topics: Topic[] } }>();
  const publish = (topics: readonly Topic[]): void =>
    publisher.publish("changes", { topics: [...topics] });
  return {
    publish,
    /** The changes from now on, until `signal` aborts. */
    subscribe: (signal: AbortSignal | undefined) => publisher.subscribe("changes", { signal }),
    /**
     * Notices what other processes write into the journal, by SQLite's own counter.
     * @param readVersion gives the counter; null while no journal is open.
     * @returns a function that stops looking.
     */
    watch(readVersion: () => number | null): () => void {
      let last = readVersion();
      const timer = setInterval(() => {
        const version = readVersion();
        if (version !== last && last !== null) publish(ALL_TOPICS);
        last = version;
      }, LOOK_EVERY);
      timer.unref();
      return () => clearInterval(timer);
    },
  };
}
