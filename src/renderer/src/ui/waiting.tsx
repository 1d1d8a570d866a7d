import { useEffect, useState } from "react";

/** What takes no longer than this is not worth saying that one waits for it. */
const PATIENCE_MILLISECONDS = 400;

/** Ruled lines where text will be. */
export function RuledLines() {
  return (
    <div className="waiting" aria-hidden="true">
      <i />
      <i />
      <i />
    </div>
  );
}

/** Nothing at first, then ruled lines and what is being waited for. */
export function Waiting({ sentence }: { sentence: string }) {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), PATIENCE_MILLISECONDS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status">
      {isLong ? (
        <>
          <RuledLines />
          <p className="help">{sentence}</p>
        </>
      ) : null}
    </div>
  );
}
