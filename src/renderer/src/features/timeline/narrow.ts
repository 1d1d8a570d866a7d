/** Whether the list and the page of the timeline are two levels (narrow.css). */
export function isNarrow(): boolean {
  return matchMedia("(max-width: 860px)").matches;
}
