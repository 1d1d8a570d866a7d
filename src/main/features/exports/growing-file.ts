import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";

/** A file written piece by piece and synced at its end, so that no export has to fit into memory. */
export class GrowingFile {
  private readonly descriptor: number;
  bytes = 0;

  constructor(path: string) {
    this.descriptor = openSync(path, "wx", 0o600);
  }

  write(content: string | Buffer): void {
    const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : content;
    for (let offset = 0; offset < bytes.length; ) {
      offset += writeSync(this.descriptor, bytes, offset);
    }
    this.bytes += bytes.length;
  }

  close(): void {
    fsyncSync(this.descriptor);
    closeSync(this.descriptor);
  }
}
