import { codeOf } from "../api/errors.ts";

/** What a save gives back. */
export interface Saved {
  revision: number;
  /** The instant it was saved, ISO 8601. */
  updated: string;
}

/** What is true of the text on the screen. Nothing is said to be saved before the write returned. */
export type SaveState<Result extends Saved = Saved> =
  | { kind: "unchanged" }
  | { kind: "unsaved" }
  | { kind: "saving" }
  | { kind: "saved"; result: Result }
  | { kind: "failed"; error: unknown };

/** A write starts at most this long after the first unsaved key, also while typing on. */
const SPACING = 400;
/** "Saving" is only said of a write that takes longer. */
const SLOW = 2000;
/** A failed draft is tried again this often, and on each key. */
const RETRY = 10_000;

/**
 * Saves one text, spaced; one save in flight, a failed draft kept and tried again. A draft that was
 * overtaken by another window's text is kept too, but never written over it.
 */
export class Autosave<Draft, Result extends Saved = Saved> {
  private readonly save: (draft: Draft, revision: number) => Promise<Result>;
  private readonly onState: (state: SaveState<Result>) => void;
  private revision: number;
  private readDraft: (() => Draft) | null = null;
  private inFlight: Promise<void> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private dueAt = 0;
  private hasFailed = false;
  private isOvertaken = false;

  /**
   * @param options.revision the revision that stands.
   * @param options.save writes a draft over a revision; the text counts as saved when it resolves.
   * @param options.onState told whenever the state changes.
   */
  constructor(options: {
    revision: number;
    save: (draft: Draft, revision: number) => Promise<Result>;
    onState: (state: SaveState<Result>) => void;
  }) {
    this.revision = options.revision;
    this.save = options.save;
    this.onState = options.onState;
  }

  /** Whether something on the screen is not written yet. */
  get isPending(): boolean {
    return this.readDraft !== null || this.inFlight !== null;
  }

  /** The revision that this text was last known to have. */
  get standing(): number {
    return this.revision;
  }

  /** Takes over a revision that was read: the screen shows its text now. Only while nothing is pending. */
  adopt(revision: number): void {
    if (!this.isPending) this.revision = revision;
  }

  /** Something was typed. @param readDraft gives the text when it is time to write it. */
  change(readDraft: () => Draft): void {
    const isFirst = this.readDraft === null;
    this.readDraft = readDraft;
    if (isFirst) this.dueAt = performance.now() + SPACING;
    if (this.inFlight === null) {
      // A notice that the last write failed stays until one succeeds.
      if (!this.hasFailed) this.onState({ kind: "unsaved" });
      this.schedule(this.dueAt - performance.now());
    }
  }

  /** Writes what is pending now, and waits for it. Resolves also when the write failed. */
  async flush(): Promise<void> {
    while (this.isPending) {
      if (this.inFlight === null) this.start();
      await this.inFlight;
      if (this.hasFailed) return;
    }
  }

  /** Tries a failed draft again at once: the host is back. */
  retry(): void {
    if (this.readDraft !== null && this.inFlight === null) this.start();
  }

  /**
   * Lets go of the draft, because the one who wrote it asked for what the journal has: whatever revision
   * is read next is taken over. A write in flight has its answer first.
   */
  async drop(): Promise<void> {
    await this.inFlight;
    clearTimeout(this.timer);
    this.readDraft = null;
    this.hasFailed = false;
    this.isOvertaken = false;
    this.revision = -1;
    this.onState({ kind: "unchanged" });
  }

  private schedule(delay: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.start(), Math.max(0, delay));
  }

  private start(): void {
    clearTimeout(this.timer);
    const readDraft = this.readDraft;
    if (readDraft === null || this.inFlight !== null || this.isOvertaken) return;
    this.readDraft = null;
    this.inFlight = this.write(readDraft).finally(() => {
      this.inFlight = null;
      if (this.readDraft !== null && !this.hasFailed) {
        this.schedule(this.dueAt - performance.now());
      }
    });
  }

  private async write(readDraft: () => Draft): Promise<void> {
    const slow = setTimeout(() => this.onState({ kind: "saving" }), SLOW);
    try {
      const result = await this.save(readDraft(), this.revision);
      this.hasFailed = false;
      this.revision = result.revision;
      this.onState(this.readDraft === null ? { kind: "saved", result } : { kind: "unsaved" });
    } catch (error) {
      this.hasFailed = true;
      // What was typed meanwhile is newer than the draft that failed.
      this.readDraft ??= readDraft;
      this.isOvertaken = codeOf(error) === "CONFLICT";
      this.schedule(RETRY);
      this.onState({ kind: "failed", error });
    } finally {
      clearTimeout(slow);
    }
  }
}
