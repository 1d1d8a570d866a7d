import { codeOf, sentenceFor } from "../../api/errors.ts";
import { Button } from "../../ui/button.tsx";
import { BusyVerb } from "../../ui/busy-verb.tsx";

const IN_PLACE = new Set(["WRONG_SECRET", "TRY_LATER", "PASSPHRASE_REFUSED", "CODE_DIFFERS"]);

/** What went wrong, unless it stands beside its field already. */
export function Notice({ error }: { error: unknown }) {
  const code = codeOf(error);
  if (error === null || (code !== null && IN_PLACE.has(code))) return null;
  return (
    <p className="notice" role="alert">
      {sentenceFor(error)}
    </p>
  );
}

/** The act a form ends with, and the way out of it. */
export function Acts(props: {
  look?: "primary" | "danger";
  verb: string;
  participle: string;
  isBusy: boolean;
  /** Why it cannot be done yet is said beside the fields. */
  isBarred?: boolean;
  leave: string;
  onLeave: () => void;
}) {
  return (
    <p className="actions">
      <Button
        look={props.look ?? "primary"}
        keys="enter"
        type="submit"
        aria-busy={props.isBusy}
        aria-disabled={props.isBarred ?? false}
      >
        <BusyVerb isBusy={props.isBusy} rest={props.verb} busy={props.participle} />
      </Button>
      <Button onClick={props.isBusy ? undefined : props.onLeave}>{props.leave}</Button>
    </p>
  );
}
