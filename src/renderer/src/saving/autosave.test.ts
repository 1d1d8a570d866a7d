import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Autosave, type Saved, type SaveState } from "./autosave.ts";

/** A save that ends when the test says so. */
interface Write {
  draft: string;
  revision: number;
  /** Milliseconds since the test began. */
  at: number;
  succeed(): Promise<void>;
  fail(error: unknown): Promise<void>;
}

function setUp() {
  const writes: Write[] = [];
  const states: SaveState[] = [];
  const began = performance.now();
  const autosave = new Autosave<string>({
    revision: 1,
    save: (draft, revision) =>
      new Promise<Saved>((resolve, reject) => {
        const settled = (): Promise<void> => vi.advanceTimersByTimeAsync(0).then(() => undefined);
        writes.push({
          draft,
          revision,
          at: performance.now() - began,
          succeed: () => {
            resolve({ revision: revision + 1, updated: "2026-11-20T15:30:00.000Z" });
            return settled();
          },
          fail: (error) => {
            reject(error);
            return settled();
          },
        });
      }),
    onState: (state) => states.push(state),
  });
  return { autosave, writes, states, last: () => states.at(-1)?.kind };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("autosave", () => {
  it("writes 400 ms after the first unsaved key, also while typing on", async () => {
    const { autosave, writes } = setUp();
    for (let key = 0; key < 10; key += 1) {
      autosave.change(() => `text ${key}`);
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(writes.map(({ at }) => at)).toEqual([400]);
    expect(writes[0]?.draft).toBe("text 3");
  });

  it("has one write in flight, and writes what came meanwhile right after it", async () => {
    const { autosave, writes } = setUp();
    autosave.change(() => "one");
    await vi.advanceTimersByTimeAsync(400);
    autosave.change(() => "two");
    await vi.advanceTimersByTimeAsync(5000);
    expect(writes).toHaveLength(1);
    await writes[0]?.succeed();
    await vi.advanceTimersByTimeAsync(0);
    expect(writes[1]).toMatchObject({ draft: "two", revision: 2 });
  });

  it("says saved only when the write has returned and nothing newer is on the screen", async () => {
    const { autosave, writes, states, last } = setUp();
    autosave.change(() => "one");
    await vi.advanceTimersByTimeAsync(400);
    expect(states.map(({ kind }) => kind)).not.toContain("saved");
    autosave.change(() => "two");
    await writes[0]?.succeed();
    expect(states.map(({ kind }) => kind)).not.toContain("saved");
    await vi.advanceTimersByTimeAsync(400);
    await writes[1]?.succeed();
    expect(last()).toBe("saved");
    expect(autosave.isPending).toBe(false);
  });

  it("says saving of a write that takes over two seconds", async () => {
    const { autosave, last } = setUp();
    autosave.change(() => "one");
    await vi.advanceTimersByTimeAsync(400 + 1999);
    expect(last()).toBe("unsaved");
    await vi.advanceTimersByTimeAsync(1);
    expect(last()).toBe("saving");
  });

  it("keeps a failed draft and tries again after 10 s", async () => {
    const { autosave, writes, last } = setUp();
    autosave.change(() => "one");
    await vi.advanceTimersByTimeAsync(400);
    await writes[0]?.fail(new Error("disk full"));
    expect(last()).toBe("failed");
    expect(autosave.isPending).toBe(true);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(writes[1]).toMatchObject({ draft: "one", revision: 1 });
    await writes[1]?.succeed();
    expect(last()).toBe("saved");
  });

  it("tries again on the next key, with the newest text, and keeps the notice until it works", async () => {
    const { autosave, writes, last } = setUp();
    autosave.change(() => "one");
    await vi.advanceTimersByTimeAsync(400);
    await writes[0]?.fail(new Error("disk full"));
    autosave.change(() => "one two");
    expect(last()).toBe("failed");
    await vi.advanceTimersByTimeAsync(0);
    expect(writes[1]?.draft).toBe("one two");
    await writes[1]?.succeed();
    expect(last()).toBe("saved");
  });

  it("what was typed while a write failed is not replaced by the older draft", async () => {
    const { autosave, writes } = setUp();
    autosave.change(() => "one");
    await vi.advanceTimersByTimeAsync(400);
    autosave.change(() => "one two");
    await writes[0]?.fail(new Error("disk full"));
    autosave.retry();
    expect(writes[1]?.draft).toBe("one two");
  });

  it("flush writes at once and waits; a failure ends it without losing the draft", async () => {
    const { autosave, writes } = setUp();
    autosave.change(() => "one");
    let flushed = false;
    const flushing = autosave.flush().then(() => {
      flushed = true;
    });
    expect(writes).toHaveLength(1);
    expect(flushed).toBe(false);
    await writes[0]?.fail(new Error("disk full"));
    await flushing;
    expect(autosave.isPending).toBe(true);
  });

  it("takes over another window's revision only while nothing is pending here", async () => {
    const { autosave, writes } = setUp();
    autosave.adopt(5);
    expect(autosave.standing).toBe(5);
    autosave.change(() => "one");
    autosave.adopt(9);
    expect(autosave.standing).toBe(5);
    await vi.advanceTimersByTimeAsync(400);
    expect(writes[0]?.revision).toBe(5);
  });
});
