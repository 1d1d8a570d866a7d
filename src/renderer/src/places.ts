import { ADDRESSES } from "./addresses.ts";
import { messages } from "./messages.ts";

/** A place of the app: where it is, and the keys that lead there. */
export interface AppPlace {
  name: string;
  address: string;
  keys: string;
}

const THIS_WEEK: AppPlace = {
  name: messages.thisWeek,
  address: ADDRESSES.thisWeek,
  keys: "mod+2",
};

const PLACES: readonly AppPlace[] = [
  { name: messages.today, address: ADDRESSES.today, keys: "mod+1" },
  THIS_WEEK,
  { name: messages.timeline, address: ADDRESSES.timeline, keys: "mod+3" },
  { name: messages.people, address: ADDRESSES.people, keys: "mod+4" },
  { name: messages.prompts, address: ADDRESSES.prompts, keys: "mod+6" },
];

/** The week is there to be written, and has no place where nothing can be. */
const PLACES_TO_READ = PLACES.filter((place) => place !== THIS_WEEK);

/** The places there are. @param canWrite whether anything can be written. */
export function placesOf(canWrite: boolean): readonly AppPlace[] {
  return canWrite ? PLACES : PLACES_TO_READ;
}

/** Settings stand below the places. */
export const SETTINGS: AppPlace = {
  name: messages.settings,
  address: ADDRESSES.settings,
  keys: "mod+,",
};
