import { Button } from "../../ui/button.tsx";
import { messages } from "./messages.ts";
import { QUOTE_KEYS } from "./use-earlier.ts";

/** Quotes an earlier answer into the text. */
export function QuoteButton({ quote }: { quote: () => void }) {
  return (
    <Button
      keys={QUOTE_KEYS}
      // What is selected, and what has the focus, is what is quoted.
      onMouseDown={(event) => event.preventDefault()}
      onClick={quote}
    >
      {messages.quoteFrom}
    </Button>
  );
}
