import { CODE_GROUPS } from "../../../../shared/contract/protection.ts";

/** What stands for a letter that it is easily taken for. */
const READ_AS: Record<string, string> = { "0": "O", "1": "I", "8": "B" };

const GROUP_LENGTH = 4;

/** A recovery code, or a part of it, as it is read however it was typed. */
export function readCode(text: string): string {
  return text
    .normalize("NFKC")
    .replaceAll(/[\s\p{Pd}\p{Cf}]/gu, "")
    .toUpperCase()
    .replaceAll(/[018]/g, (digit) => READ_AS[digit] ?? digit);
}

/** Whether a group has all it needs. */
export function isWholeGroup(text: string): boolean {
  return readCode(text).length === GROUP_LENGTH;
}

/** The groups of a code as far as it was typed; those to come are empty. */
export function readGroups(text: string): string[] {
  const read = readCode(text);
  return Array.from({ length: CODE_GROUPS }, (_, index) =>
    read.slice(index * GROUP_LENGTH, (index + 1) * GROUP_LENGTH),
  );
}
