import { parentPort, workerData } from "node:worker_threads";
import { StepbackError } from "../shared/contract/errors.ts";
import { type OrderAnswer, type OrderName, type OrderProgress, ORDERS } from "./app/orders.ts";
import { damageOr } from "./storage/database.ts";
import { codeOf } from "./storage/file-errors.ts";

// The thread that long work is done in (app/orders.ts): no way to the window but its answers.

const answer = (message: OrderAnswer): void => parentPort?.postMessage(message);

try {
  const { name, order } = workerData as { name: OrderName; order: unknown };
  const work = ORDERS[name] as (order: unknown, tell: (progress: OrderProgress) => void) => unknown;
  const result = work(order, (progress) => answer({ kind: "progress", progress }));
  answer({ kind: "done", result });
} catch (thrown) {
  const error = damageOr(thrown);
  answer({
    kind: "failed",
    code: codeOf(error),
    data: error instanceof StepbackError ? error.data : null,
    message: error instanceof Error ? error.message : String(error),
  });
}
