import { assert, integer, property, record } from "fast-check";
import { describe, expect, test } from "vitest";
import { rememberedBounds, rememberPlacement, restorePlacement } from "./window-bounds.ts";

const laptop = { id: "1", workArea: { x: 0, y: 25, width: 1440, height: 850 } };
const monitor = { id: "2", workArea: { x: 1440, y: 0, width: 2560, height: 1415 } };
const left = { id: "-3", workArea: { x: -1920, y: 0, width: 1920, height: 1080 } };
const place = (x: number, y: number, width: number, height: number) => ({
  bounds: { x, y, width, height },
  isMaximized: false,
});

test("the first window is 1280 by 800 in the middle of the primary display", () => {
  expect(restorePlacement(null, [monitor, laptop])).toEqual(place(2080, 308, 1280, 800));
});

test("it comes back where it was, on the display it was last on", () => {
  const first = rememberPlacement(null, "1", place(100, 50, 900, 700));
  const both = rememberPlacement(first, "2", { ...place(1500, 20, 2000, 1300), isMaximized: true });
  expect(restorePlacement(both, [laptop, monitor])).toEqual({
    ...place(1500, 20, 2000, 1300),
    isMaximized: true,
  });
});

test("each display has a place of its own", () => {
  const first = rememberPlacement(null, "1", place(100, 50, 900, 700));
  const both = rememberPlacement(first, "2", place(1500, 20, 2000, 1300));
  // The monitor was unplugged.
  expect(restorePlacement(both, [laptop])).toEqual(place(100, 50, 900, 700));
  expect(restorePlacement(first, [left]).bounds).toEqual({
    x: -1600,
    y: 140,
    width: 1280,
    height: 800,
  });
});

describe("never off-screen", () => {
  test.each([
    ["beyond the right", place(5000, 100, 900, 700), place(540, 100, 900, 700)],
    ["beyond the left", place(-5000, 100, 900, 700), place(0, 100, 900, 700)],
    ["above", place(100, -900, 900, 700), place(100, 25, 900, 700)],
    ["below", place(100, 9000, 900, 700), place(100, 175, 900, 700)],
    ["too large", place(0, 0, 9000, 9000), place(0, 25, 1440, 850)],
    ["too small", place(10, 30, 1, 1), place(10, 30, 720, 600)],
  ])("%s", (_, was, is) => {
    expect(restorePlacement(rememberPlacement(null, "1", was), [laptop])).toEqual(is);
  });

  test("a display smaller than the smallest window shows its top left corner", () => {
    const tiny = { id: "9", workArea: { x: 50, y: 60, width: 640, height: 480 } };
    expect(restorePlacement(null, [tiny])).toEqual(place(50, 60, 720, 600));
  });

  test("whatever was remembered, on whatever display", () => {
    const number = integer({ min: -20_000, max: 20_000 });
    const size = integer({ min: 1, max: 20_000 });
    const rectangle = record({ x: number, y: number, width: size, height: size });
    const area = record({
      x: number,
      y: number,
      width: integer({ min: 720, max: 8000 }),
      height: integer({ min: 600, max: 8000 }),
    });
    assert(
      property(rectangle, area, (was, workArea) => {
        const remembered = rememberPlacement(null, "1", { bounds: was, isMaximized: false });
        const { bounds } = restorePlacement(remembered, [{ id: "1", workArea }]);
        expect(bounds.x).toBeGreaterThanOrEqual(workArea.x);
        expect(bounds.y).toBeGreaterThanOrEqual(workArea.y);
        expect(bounds.x + bounds.width).toBeLessThanOrEqual(workArea.x + workArea.width);
        expect(bounds.y + bounds.height).toBeLessThanOrEqual(workArea.y + workArea.height);
      }),
    );
  });
});

test.each([
  {},
  { last: "1" },
  {
    last: "1",
    displays: { "1": { bounds: { x: 0, y: 0, width: 0, height: 1 }, isMaximized: false } },
  },
  {
    last: "1",
    displays: { "1": { bounds: { x: 0.5, y: 0, width: 9, height: 9 }, isMaximized: false } },
  },
  { last: "__proto__", displays: {} },
])("what was not written by us is not believed: %j", (value) => {
  expect(rememberedBounds.safeParse(value).success).toBe(false);
});
