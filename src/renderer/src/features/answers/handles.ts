/** Names the answer that an element of the column belongs to. */
export const ANSWER_ATTRIBUTE = "data-answer";

/** Gives the focus to an earlier answer. @param index from 0; -1 for the last one. */
export function goToHandle(index: number): void {
  const handles = [...document.querySelectorAll<HTMLElement>(`[${ANSWER_ATTRIBUTE}] .when`)];
  const handle = handles.at(index);
  handle?.focus();
  handle?.closest("li")?.scrollIntoView({ block: "nearest" });
}
