import type { ReactNode } from "react";
import { BusyVerb } from "./busy-verb.tsx";
import { Button } from "./button.tsx";

/** The way out of a sheet, and the way to keep what is in it. */
export function SheetFoot(props: {
  /** The form that is kept. */
  form: string;
  keys: string;
  isBusy: boolean;
  onClose: () => void;
  /** What is said beside them. */
  status?: ReactNode;
  /** What keeping is called here, at rest and while it runs. */
  verb?: { rest: string; busy: string };
}) {
  return (
    <div className="sheet-foot">
      <div className="status">{props.status}</div>
      <p className="actions">
        <Button keys="escape" onClick={props.onClose}>
          {words.cancel}
        </Button>
        <Button
          look="primary"
          keys={props.keys}
          type="submit"
          form={props.form}
          aria-busy={props.isBusy}
        >
          <BusyVerb isBusy={props.isBusy} {...(props.verb ?? words.keep)} />
        </Button>
      </p>
    </div>
  );
}

const words = { cancel: "Cancel", keep: { rest: "Keep", busy: "Keeping" } } as const;
