const DAYS_IN_BIN = 30;

/** The instant (ISO, UTC) before which what was deleted is gone for good. */
export function startOfBin(now: Date): string {
  return new Date(now.getTime() - DAYS_IN_BIN * 86_400_000).toISOString();
}
