import { type ResourceLimits, Worker } from "node:worker_threads";
import { type ErrorCode, type ErrorData, StepbackError } from "../../shared/contract/errors.ts";
import type { OrderAnswer, OrderName, OrderOf, OrderProgress, ResultOf } from "./orders.ts";

/** Carries out orders, each in a thread of its own. */
export type RunOrder = <Name extends OrderName>(
  name: Name,
  order: OrderOf<Name>,
  signal?: AbortSignal,
) => AsyncGenerator<OrderProgress, ResultOf<Name>>;

/** What reads somebody else's files ends before the machine's memory does, in MB. */
const MEMORY: Partial<Record<OrderName, ResourceLimits>> = {
  readImport: { maxOldGenerationSizeMb: 2048 },
};

/**
 * Carries out orders in threads that run `script`. Leaving the generator early, or aborting, ends the
 * thread.
 * @throws what the order threw: a failure of the closed list as itself, one of the system with its code.
 */
export function createOrderRunner(script: string): RunOrder {
  return async function* run(name, order, signal) {
    const worker = new Worker(script, {
      workerData: { name, order: withoutPools(order) },
      resourceLimits: MEMORY[name],
    });
    try {
      for await (const answer of answersOf(worker, signal)) {
        if (answer.kind === "failed") throw failureOf(answer);
        // What a thread answers is what its order gave.
        if (answer.kind === "done") return answer.result as ResultOf<typeof name>;
        yield answer.progress;
      }
      throw new Error("the thread ended without an answer");
    } finally {
      await worker.terminate();
    }
  };
}

/** A Buffer may be a part of a larger one, which would be handed over whole, with whatever is in it. */
function withoutPools<Order extends object>(order: Order): Order {
  const entries = Object.entries(order).map(([name, value]) => [
    name,
    Buffer.isBuffer(value) ? new Uint8Array(value) : value,
  ]);
  return Object.fromEntries(entries) as Order;
}

/** The result of an order that tells no progress. */
export async function resultOf<Result>(run: AsyncGenerator<unknown, Result>): Promise<Result> {
  for (;;) {
    const step = await run.next();
    if (step.done === true) return step.value;
  }
}

/** The worker's answers in order; ends with an error when it dies or the caller aborts. */
async function* answersOf(
  worker: Worker,
  signal: AbortSignal | undefined,
): AsyncGenerator<OrderAnswer> {
  const waiting: OrderAnswer[] = [];
  let failure: Error | undefined;
  let wake = (): void => {};
  const fail = (error: Error): void => {
    failure ??= error;
    wake();
  };
  const abort = (): void => fail(new DOMException("the work was stopped", "AbortError"));
  worker.on("message", (answer: OrderAnswer) => {
    waiting.push(answer);
    wake();
  });
  worker.on("error", fail);
  worker.on("exit", (code) => fail(new Error(`the thread ended with ${code}`)));
  signal?.addEventListener("abort", abort);
  try {
    if (signal?.aborted === true) abort();
    for (;;) {
      const answer = waiting.shift();
      if (answer !== undefined && failure?.name !== "AbortError") yield answer;
      else if (failure !== undefined) throw failure;
      else await new Promise<void>((resume) => (wake = resume));
    }
  } finally {
    signal?.removeEventListener("abort", abort);
  }
}

function failureOf({ code, data, message }: Extract<OrderAnswer, { kind: "failed" }>): Error {
  return data === null
    ? Object.assign(new Error(message), { code })
    : new StepbackError(code as ErrorCode, data as ErrorData<ErrorCode>);
}
