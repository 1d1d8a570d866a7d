import { createHash } from "node:crypto";
import {
  type Attachment,
  PICTURE_BYTES,
  PICTURE_PIXELS,
} from "../../../shared/contract/attachments.ts";
import { type ErrorData, StepbackError } from "../../../shared/contract/errors.ts";
import type { Clock } from "../../../shared/journal/clock.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import type { Database } from "../../storage/database.ts";
import { prepareAttachments } from "./attachments.sql.ts";
import { type PictureFacts, readPictureFacts } from "./picture-facts.ts";
import { pictureName } from "./picture-name.ts";

export type AttachmentsService = ReturnType<typeof createAttachments>;

// A picture that no text shows any more stays: an undo, or a former version of a text, may show it again.

/** The rules of pictures inside the journal. */
export function createAttachments(needs: { database: Database; clock: Clock; newId: () => Id }) {
  const { database, clock, newId } = needs;
  const sql = prepareAttachments(database);
  return {
    /**
     * Keeps a picture, its bytes as they are; one that is there already is answered as it is.
     * @param picture.name of its file, as it was given.
     * @throws StepbackError PICTURE_REFUSED.
     */
    keep({ name, data }: { name: string; data: Buffer }): Attachment {
      const { type, width, height } = readFit(data);
      const sha256 = createHash("sha256").update(data).digest("hex");
      return database
        .transaction(() => {
          const standing = sql.find(sha256);
          if (standing !== undefined) return standing;
          const kept = sql.insert({
            id: newId(),
            sha256,
            name: pictureName(name, type),
            type,
            width,
            height,
            data,
            now: clock.now().toISOString(),
          });
          if (kept === undefined) throw new Error("a statement with RETURNING gave no row");
          return kept;
        })
        .immediate();
    },

    /** What is known of a picture without its bytes; null where the journal has none of that name. */
    find: (sha256: string): Attachment | null => sql.find(sha256) ?? null,

    /** A picture with its bytes; null where the journal has none of that name. */
    read: (sha256: string): (Attachment & { data: Buffer }) | null => sql.read(sha256) ?? null,
  };
}

/** Whether bytes are a picture that is taken in. */
export function isFitPicture(data: Buffer): boolean {
  try {
    readFit(data);
    return true;
  } catch (error) {
    if (error instanceof StepbackError) return false;
    throw error;
  }
}

/** The facts of a picture that is taken in. @throws StepbackError PICTURE_REFUSED. */
function readFit(data: Buffer): PictureFacts {
  if (data.length > PICTURE_BYTES) throw refuse("too_large");
  const facts = readPictureFacts(data);
  if (facts === null) throw refuse("not_a_picture");
  if (facts.width * facts.height > PICTURE_PIXELS) throw refuse("too_many_pixels");
  if (!facts.isWhole || facts.width === 0 || facts.height === 0) throw refuse("broken");
  return facts;
}

function refuse(reason: ErrorData<"PICTURE_REFUSED">["reason"]): StepbackError {
  return new StepbackError("PICTURE_REFUSED", { reason });
}
