import { isFitPicture } from "../features/attachments/attachments.service.ts";
import type { ExportOrder } from "../features/exports/exports.service.ts";
import { type ExportFigures, writeExport } from "../features/exports/write-export.ts";
import type { Found } from "../features/imports/found-entry.ts";
import { type ImportOrder, readImport } from "../features/imports/read-import.ts";
import { createBackup, verifyBackup } from "../storage/backups.ts";
import { checkVault } from "../storage/check.ts";
import { openDatabase } from "../storage/database.ts";
import { renewBackups } from "../storage/renew-backups.ts";
import { changeKey, restoreBackup } from "../storage/restore.ts";
import { salvage } from "../storage/salvage.ts";
import { openForReading } from "./open-for-reading.ts";

// Long work: in a thread of its own, with a connection of its own, so that writing goes on meanwhile.

/** How far an order is; only exports and imports tell. */
export interface OrderProgress {
  done: number;
  total: number;
  file: string;
}

/** Every order by its name: what it is given, and what it gives back. All of it can be cloned. */
export const ORDERS = {
  export(order: ExportOrder, tell: (progress: OrderProgress) => void): ExportFigures {
    const source = openForReading(order.databaseFile, Buffer.from(order.key));
    try {
      return writeExport(source, order.folder, order.filter, order.exportedAt, tell);
    } finally {
      source.close();
    }
  },

  /** Reads every page in use; one sentence a problem. */
  check(order: { databaseFile: string; key: Uint8Array }): string[] {
    const database = openDatabase(order.databaseFile, Buffer.from(order.key), { readonly: true });
    try {
      return checkVault(database);
    } finally {
      database.close();
    }
  },

  salvage: (order: { databaseFile: string; key: Uint8Array; copyFile: string }) =>
    salvage(order.databaseFile, Buffer.from(order.key), order.copyFile),

  readImport: (order: ImportOrder, tell: (progress: OrderProgress) => void): Found =>
    readImport(order, tell, isFitPicture),

  createBackup,
  verifyBackup,
  renewBackups,
  restoreBackup,
  changeKey,
};

type Orders = typeof ORDERS;

/** The name of an order. */
export type OrderName = keyof Orders;

/** What an order is given. */
export type OrderOf<Name extends OrderName> = Parameters<Orders[Name]>[0];

/** What an order gives back. */
export type ResultOf<Name extends OrderName> = ReturnType<Orders[Name]>;

/** What the thread answers; the last one is `done` or `failed`. */
export type OrderAnswer =
  | { kind: "progress"; progress: OrderProgress }
  | { kind: "done"; result: unknown }
  /** `data` is that of a failure of the closed list, which `code` names then; otherwise null. */
  | { kind: "failed"; code: string; data: object | null; message: string };
