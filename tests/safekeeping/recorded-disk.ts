import type { Seeded } from "./seeded.ts";

/** What a program did to the files of one folder, in order, and what it said meanwhile. */
export type DiskEvent =
  | { kind: "write"; name: string; offset: number; bytes: Buffer }
  | { kind: "truncate"; name: string; size: number }
  | { kind: "sync"; name: string }
  | { kind: "create" | "unlink"; name: string }
  | { kind: "sync folder" }
  | { kind: "said"; text: string };

type Change = Extract<DiskEvent, { kind: "write" | "truncate" }>;

/** The files of a folder by name. */
export type Image = Map<string, Buffer>;

/** A disk keeps or loses whole sectors. */
const SECTOR = 512;

interface DiskFile {
  /** What is on the disk for certain. */
  durable: Buffer;
  /** What the program changed since the file was last synced. */
  pending: Change[];
}

/**
 * What a disk holds when the power goes: everything up to a file's last sync, and of what came after
 * it any part. The same for the names in the folder.
 */
export class RecordedDisk {
  /** The names as the program sees them. */
  private readonly names: Map<string, DiskFile>;
  /** The names that are on the disk for certain. */
  private durableNames: Map<string, DiskFile>;
  private pendingNames: { name: string; file: DiskFile | null }[] = [];

  /** @param start what is there, all of it synced. */
  constructor(start: Image) {
    this.names = new Map([...start].map(([name, durable]) => [name, { durable, pending: [] }]));
    this.durableNames = new Map(this.names);
  }

  /** The program does something. */
  apply(event: DiskEvent): void {
    switch (event.kind) {
      case "write":
      case "truncate":
        this.file(event.name).pending.push(event);
        break;
      case "sync": {
        const file = this.file(event.name);
        file.durable = changed(file.durable, file.pending);
        file.pending = [];
        break;
      }
      case "create":
        this.rename(event.name, { durable: Buffer.alloc(0), pending: [] });
        break;
      case "unlink":
        this.rename(event.name, null);
        break;
      case "sync folder":
        this.durableNames = new Map(this.names);
        this.pendingNames = [];
        break;
      case "said":
        break;
    }
  }

  /** What the program sees, which is what the disk holds once everything is written. */
  seen(): Image {
    return new Map(
      [...this.names].map(([name, file]) => [name, changed(file.durable, file.pending)]),
    );
  }

  /** What the disk may hold if the power goes now. */
  afterPowerCut(random: Seeded): Image {
    const names = new Map(this.durableNames);
    for (const { name, file } of this.pendingNames) {
      if (random.next() < 0.5) continue;
      if (file === null) names.delete(name);
      else names.set(name, file);
    }
    // From a cut that loses nearly all that may be lost to one that loses nearly nothing.
    const kept = random.next();
    return new Map(
      [...names].map(([name, { durable, pending }]) => [
        name,
        changed(
          durable,
          pending.flatMap((change) => fateOf(change, kept, random)),
        ),
      ]),
    );
  }

  private file(name: string): DiskFile {
    const file = this.names.get(name);
    if (file === undefined) throw new Error(`${name} was changed and is not there`);
    return file;
  }

  private rename(name: string, file: DiskFile | null): void {
    if (file === null) this.names.delete(name);
    else this.names.set(name, file);
    this.pendingNames.push({ name, file });
  }
}

/** What becomes of a change that was not synced: it is kept, dropped or, a write, torn in two. */
function fateOf(change: Change, kept: number, random: Seeded): Change[] {
  if (random.next() < kept) return [change];
  if (change.kind === "truncate") return [];
  const { name, offset, bytes } = change;
  const end = offset + bytes.length;
  const first = Math.floor(offset / SECTOR) + 1;
  const boundaries = Math.ceil(end / SECTOR) - first;
  if (boundaries > 0 && random.next() < 0.5) {
    const at = (first + random.between(0, boundaries)) * SECTOR - offset;
    const isHead = random.next() < 0.5;
    return isHead
      ? [{ ...change, bytes: bytes.subarray(0, at) }]
      : [{ ...change, offset: offset + at, bytes: bytes.subarray(at) }];
  }
  // The file may have grown for it, and hold nothing there.
  return random.next() < 0.5 ? [] : [{ kind: "write", name, offset: end, bytes: Buffer.alloc(0) }];
}

/** A file after changes to it. */
function changed(before: Buffer, changes: readonly Change[]): Buffer {
  const ends = changes.map((change) =>
    change.kind === "write" ? change.offset + change.bytes.length : change.size,
  );
  const content = Buffer.alloc(ends.reduce((most, end) => Math.max(most, end), before.length));
  before.copy(content);
  let size = before.length;
  for (const change of changes) {
    if (change.kind === "write") {
      change.bytes.copy(content, change.offset);
      size = Math.max(size, change.offset + change.bytes.length);
    } else {
      if (change.size < size) content.fill(0, change.size, size);
      size = change.size;
    }
  }
  return content.subarray(0, size);
}
