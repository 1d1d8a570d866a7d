/** Why one item is not taken in; `messages.ts` says it in words. */
export type Refusal =
  | "unreadable"
  | "link"
  | "not_text"
  | "too_long"
  | "too_slow"
  | "empty"
  | "broken"
  | "garbled"
  | "newer"
  | "differs"
  | "deleted"
  | "week_taken"
  | "part_taken"
  | "blocks_taken";

/** Thrown where one item turns out not to be fit; it never ends the import. */
export class Unfit extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal, options?: ErrorOptions) {
    super(refusal, options);
    this.refusal = refusal;
  }
}
