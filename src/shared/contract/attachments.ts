import { z } from "zod";
import { procedure } from "./base.ts";

/** A picture may have so many bytes, and so many pixels. */
export const PICTURE_BYTES = 20 * 1024 * 1024;
export const PICTURE_PIXELS = 50_000_000;

/** The SHA-256 of an attachment's bytes in hex: its name wherever a document speaks of it. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, { error: "not a SHA-256" });

/** What a picture is by its bytes, never by its name. SVG is a program and no picture. */
export const pictureType = z.enum(["image/png", "image/jpeg", "image/gif", "image/webp"]);

/** A picture inside the journal. The same bytes are kept once. */
export const attachment = z.object({
  sha256,
  /** The name of the file it came from, as it can stand in an export; may be empty. */
  name: z.string(),
  type: pictureType,
  bytes: z.number().int(),
  /** In pixels. */
  width: z.number().int(),
  height: z.number().int(),
});

export type Attachment = z.infer<typeof attachment>;

export const attachments = {
  /** Keeps a picture; one that is there already is answered as it is. Fails with PICTURE_REFUSED. */
  keep: procedure
    .input(z.object({ name: z.string().max(1000), data: z.base64() }))
    .output(attachment),

  /** A picture with its bytes; null where the journal has none of that name. */
  read: procedure
    .input(z.object({ sha256 }))
    .output(attachment.extend({ data: z.string() }).nullable()),
};
