import { ORPCError } from "@orpc/client";
import { describeError } from "../../../shared/contract/error-messages.ts";
import { type ErrorCode, type ErrorData, errors } from "../../../shared/contract/errors.ts";

function isCode(code: string): code is ErrorCode {
  return Object.hasOwn(errors, code);
}

/** The code of a failure of the closed list; null for anything else. */
export function codeOf(error: unknown): ErrorCode | null {
  return error instanceof ORPCError && isCode(error.code) ? error.code : null;
}

/** What a failure of that code came with; null when it is another failure, or none. */
export function errorData<Code extends ErrorCode>(
  error: unknown,
  code: Code,
): ErrorData<Code> | null {
  if (!(error instanceof ORPCError) || codeOf(error) !== code) return null;
  return error.data as ErrorData<Code>;
}

/** One plain sentence for whatever a call failed with. */
export function sentenceFor(error: unknown): string {
  if (error instanceof ORPCError) {
    if (isCode(error.code)) {
      return describeError(error.code, error.data as ErrorData<ErrorCode>);
    }
    return error.status === 403
      ? "This page is not connected to Stepback any more. Start Stepback again; it opens a new one."
      : "Something went wrong inside Stepback.";
  }
  return "Stepback does not answer. Start it again.";
}
