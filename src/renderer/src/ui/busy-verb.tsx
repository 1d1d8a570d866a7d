/** A button's verb that becomes a participle while it runs, without changing the button's width. */
export function BusyVerb(props: { isBusy: boolean; rest: string; busy: string }) {
  return (
    <>
      <span className={props.isBusy ? "verb-rests" : undefined}>{props.rest}</span>
      {props.isBusy ? <span className="verb-runs">{props.busy}</span> : null}
    </>
  );
}
