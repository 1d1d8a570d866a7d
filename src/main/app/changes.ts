import { EventPublisher } from "@orpc/server";
import { ALL_TOPICS, type Topic } from "../../shared/contract/base.ts";

/** How often a window looks whether another process has written, in milliseconds. */
const LOOK_EVERY = 1000;

/** How long windows are waited for that were asked to write what they have, in milliseconds. */
const FLUSH_WAIT = 2000;

/** What windows are told. */
interface Change {
  topics: Topic[];
  /** Asks for everything typed to be written. */
  flush?: boolean;
}

export type Changes = ReturnType<typeof createChanges>;

/** Tells every open window which topics have to be read again, and asks them to write what they have. */
export function createChanges() {
  const publisher = new EventPublisher<{ changes: Change }>();
  const publish = (topics: readonly Topic[] = ALL_TOPICS): void =>
    publisher.publish("changes", { topics: [...topics] });
  let listeners = 0;
  let unanswered = 0;
  let allAnswered = (): void => {};
  return {
    publish,

    /** How many windows listen now. */
    listeners: () => listeners,

    /** The changes from now on, until `signal` aborts. */
    async *subscribe(signal: AbortSignal | undefined): AsyncGenerator<Change> {
      listeners += 1;
      try {
        yield* publisher.subscribe("changes", { signal });
      } finally {
        listeners -= 1;
      }
    },

    /** Asks every window to write what it has, and waits until all have, or two seconds. */
    async flushWindows(): Promise<void> {
      if (listeners === 0) return;
      unanswered = listeners;
      const answered = new Promise<void>((resolve) => (allAnswered = resolve));
      publisher.publish("changes", { topics: [], flush: true });
      let timer: ReturnType<typeof setTimeout> | undefined;
      const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, FLUSH_WAIT)));
      await Promise.race([answered, late]);
      clearTimeout(timer);
    },

    /** A window has written what it had. */
    flushed(): void {
      unanswered -= 1;
      if (unanswered <= 0) allAnswered();
    },

    /**
     * Notices what other processes write into the journal, by SQLite's own counter.
     * @param readVersion gives the counter; null while no journal is open.
     * @returns a function that stops looking.
     */
    watch(readVersion: () => number | null): () => void {
      let last = readVersion();
      const timer = setInterval(() => {
        const version = readVersion();
        if (version !== last && last !== null && version !== null) publish();
        last = version;
      }, LOOK_EVERY);
      timer.unref();
      return () => clearInterval(timer);
    },
  };
}
