/** Where time comes from: passed in, so that a test or a demo can set it. */
export interface Clock {
  /** The instant it is. */
  now(): Date;
  /** The zone in which days are reckoned: an IANA name, or an offset such as `+01:00`. */
  timeZone: string;
}
