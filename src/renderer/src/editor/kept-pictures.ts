import type { Attachment } from "../../../shared/contract/attachments.ts";
import { PICTURE_BYTES } from "../../../shared/contract/attachments.ts";
import { describeError } from "../../../shared/contract/error-messages.ts";
import type { Client } from "../api/client.ts";
import { sentenceFor } from "../api/errors.ts";

/** The size of a picture on the screen before it is made to fit. */
export interface PictureSize {
  width: number;
  height: number;
}

/** A picture as a page shows it. */
export type ShownPicture = PictureSize & {
  /** A `data:` address: the bytes come out of the journal, and from nowhere else. */
  address: string;
};

/** Why a picture was not taken in, as a sentence. */
export class NotTaken extends Error {}

/** The journal's pictures, as the editor and the reading view ask for them. */
export interface KeptPictures {
  /** The size of a picture that this page has seen, so that its place is there before it is. */
  sizeOf: (sha256: string) => PictureSize | undefined;
  /** @returns null where the journal does not have it. */
  read: (sha256: string) => Promise<ShownPicture | null>;
  /** Keeps a file. @throws NotTaken */
  keep: (file: File) => Promise<Attachment>;
}

// Sizes only: the pictures themselves are read from the journal whenever they are on the screen.
const sizes = new Map<string, PictureSize>();

/** The pictures of the journal behind a client. */
export function keptPictures(client: Client): KeptPictures {
  return {
    sizeOf: (sha256) => sizes.get(sha256),
    async read(sha256) {
      const picture = await client.attachments.read({ sha256 });
      if (picture === null) return null;
      const { width, height, type, data } = picture;
      sizes.set(sha256, { width, height });
      return { width, height, address: `data:${type};base64,${data}` };
    },
    async keep(file) {
      if (file.size > PICTURE_BYTES) {
        throw new NotTaken(describeError("PICTURE_REFUSED", { reason: "too_large" }));
      }
      try {
        const kept = await client.attachments.keep({
          name: file.name.slice(0, 1000),
          data: await readBase64(file),
        });
        sizes.set(kept.sha256, { width: kept.width, height: kept.height });
        return kept;
      } catch (error) {
        throw new NotTaken(sentenceFor(error), { cause: error });
      }
    },
  };
}

function readBase64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => {
      const address = typeof reader.result === "string" ? reader.result : "";
      resolve(address.slice(address.indexOf(",") + 1));
    });
    reader.addEventListener("error", () => reject(reader.error ?? new Error("unreadable")));
    reader.readAsDataURL(file);
  });
}
