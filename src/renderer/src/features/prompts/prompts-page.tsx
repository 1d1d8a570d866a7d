import { messages } from "./messages.ts";

/** The prompt library. */
export function PromptsPage() {
  return (
    <div className="page">
      <h1>{messages.prompts}</h1>
    </div>
  );
}
