import { Button } from "../../ui/button.tsx";
import { messages } from "./messages.ts";

/** The way out of a sheet, and the way to keep what is in it. */
export function SheetFoot(props: {
  form: string;
  isPending: boolean;
  onClose: () => void;
  status?: string;
  keep?: string;
  keeping?: string;
  keys?: string;
}) {
  const { isPending } = props;
  return (
    <div className="sheet-foot">
      <p className="status">{props.status}</p>
      <p className="actions">
        <Button onClick={props.onClose} keys="escape">
          {messages.cancel}
        </Button>
        <Button
          look="primary"
          keys={props.keys ?? "enter"}
          type="submit"
          form={props.form}
          aria-busy={isPending}
        >
          {isPending ? (props.keeping ?? messages.keeping) : (props.keep ?? messages.keep)}
        </Button>
      </p>
    </div>
  );
}
