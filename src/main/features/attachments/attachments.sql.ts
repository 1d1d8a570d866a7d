import type { Attachment } from "../../../shared/contract/attachments.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import type { Database } from "../../storage/database.ts";

// How many bytes a picture has is known without reading them.
const FACTS = "sha256, name, type, octet_length(bytes) AS bytes, width, height";

/** A picture that is being kept. */
export type NewAttachment = Omit<Attachment, "bytes"> & { id: Id; data: Buffer; now: string };

/** The statements on attachments, which this feature alone writes. */
export function prepareAttachments(database: Database) {
  const insert = database.prepare<[NewAttachment], Attachment>(
    `INSERT INTO attachments (id, sha256, name, type, width, height, bytes, created, updated)
     VALUES (@id, @sha256, @name, @type, @width, @height, @data, @now, @now) RETURNING ${FACTS}`,
  );
  const find = database.prepare<[string], Attachment>(
    `SELECT ${FACTS} FROM attachments WHERE sha256 = ? AND deleted_at IS NULL`,
  );
  const read = database.prepare<[string], Attachment & { data: Buffer }>(
    `SELECT ${FACTS}, bytes AS data FROM attachments WHERE sha256 = ? AND deleted_at IS NULL`,
  );
  return {
    insert: (row: NewAttachment) => insert.get(row),
    find: (sha256: string) => find.get(sha256),
    read: (sha256: string) => read.get(sha256),
  };
}
