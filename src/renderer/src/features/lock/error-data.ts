import { ORPCError } from "@orpc/client";
import type { ErrorCode, ErrorData } from "../../../../shared/contract/errors.ts";
import { codeOf } from "../../api/errors.ts";

/** What a failure of that code came with; null when it is another failure, or none. */
export function errorData<Code extends ErrorCode>(
  error: unknown,
  code: Code,
): ErrorData<Code> | null {
  if (!(error instanceof ORPCError) || codeOf(error) !== code) return null;
  return error.data as ErrorData<Code>;
}
