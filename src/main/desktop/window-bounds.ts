import { z } from "zod";

/** The smallest window that the views are drawn for, in device-independent pixels. */
export const MINIMUM_SIZE = { width: 720, height: 600 };

const DEFAULT_SIZE = { width: 1280, height: 800 };

const rectangle = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(1),
  height: z.int().min(1),
});

/** A place on the desktop, which spans all displays; x and y may be negative. */
export type Rectangle = z.infer<typeof rectangle>;

const displayId = z.string().regex(/^-?\d{1,20}$/);

const placement = z.object({ bounds: rectangle, isMaximized: z.boolean() });

/** Where the window was on each display, and on which it was last. */
export const rememberedBounds = z.object({
  last: displayId,
  displays: z.record(displayId, placement),
});

export type Placement = z.infer<typeof placement>;
export type RememberedBounds = z.infer<typeof rememberedBounds>;

/** What is known of a display: its id, and the part of it that no task bar or dock covers. */
export interface DisplayArea {
  id: string;
  workArea: Rectangle;
}

/**
 * Where the window opens. Never off-screen: the display it was on may be gone, smaller, or somewhere
 * else by now.
 * @param displays the displays there are, the primary one first.
 */
export function restorePlacement(
  remembered: RememberedBounds | null,
  displays: readonly [DisplayArea, ...DisplayArea[]],
): Placement {
  const display = displays.find(({ id }) => id === remembered?.last) ?? displays[0];
  const known = remembered?.displays[display.id];
  return {
    bounds: fit(known?.bounds ?? centre(display.workArea), display.workArea),
    isMaximized: known?.isMaximized ?? false,
  };
}

/** What is remembered after the window was at `placed` on a display. */
export function rememberPlacement(
  remembered: RememberedBounds | null,
  display: string,
  placed: Placement,
): RememberedBounds {
  return { last: display, displays: { ...remembered?.displays, [display]: placed } };
}

function centre(area: Rectangle): Rectangle {
  return {
    x: Math.round(area.x + (area.width - DEFAULT_SIZE.width) / 2),
    y: Math.round(area.y + (area.height - DEFAULT_SIZE.height) / 2),
    ...DEFAULT_SIZE,
  };
}

/** Moves and shrinks a window into an area; where the area is too small, its top left corner shows. */
function fit(bounds: Rectangle, area: Rectangle): Rectangle {
  const width = Math.max(MINIMUM_SIZE.width, Math.min(bounds.width, area.width));
  const height = Math.max(MINIMUM_SIZE.height, Math.min(bounds.height, area.height));
  return {
    x: Math.max(area.x, Math.min(bounds.x, area.x + area.width - width)),
    y: Math.max(area.y, Math.min(bounds.y, area.y + area.height - height)),
    width,
    height,
  };
}
