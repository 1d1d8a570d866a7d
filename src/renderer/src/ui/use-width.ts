import { type RefObject, useLayoutEffect, useState } from "react";

/** How wide an element is, in pixels, whatever it becomes; `usual` before it is there. */
export function useWidth(element: RefObject<Element | null>, usual: number): number {
  const [width, setWidth] = useState(usual);
  useLayoutEffect(() => {
    const measured = element.current;
    if (measured === null) return;
    const read = (): void => setWidth(Math.round(measured.getBoundingClientRect().width));
    read();
    const observer = new ResizeObserver(read);
    observer.observe(measured);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
