import { parentPort, workerData } from "node:worker_threads";
import { StepbackError } from "../shared/contract/errors.ts";
import { openForReading } from "./app/create-app.ts";
import type { ExportAnswer, ExportOrder } from "./features/exports/exports.service.ts";
import { writeExport } from "./features/exports/write-export.ts";
import { damageOr } from "./storage/database.ts";
import { codeOf } from "./storage/file-errors.ts";

// The thread an export runs in: a read-only connection of its own, one read transaction, and no way
// to the window but its answers.

const answer = (message: ExportAnswer): void => parentPort?.postMessage(message);

function run(order: ExportOrder): void {
  const source = openForReading(order.databaseFile, Buffer.from(order.key));
  try {
    const figures = writeExport(source, order.folder, order.filter, order.exportedAt, (progress) =>
      answer({ kind: "writing", ...progress }),
    );
    answer({ kind: "done", ...figures });
  } finally {
    source.close();
  }
}

try {
  run(workerData as ExportOrder);
} catch (thrown) {
  const error = damageOr(thrown);
  answer({
    kind: "failed",
    code: codeOf(error),
    data: error instanceof StepbackError ? error.data : null,
    message: error instanceof Error ? error.message : String(error),
  });
}
