const megabytes = new Intl.NumberFormat("en-GB", {
  style: "unit",
  unit: "megabyte",
  maximumFractionDigits: 1,
});
const kilobytes = new Intl.NumberFormat("en-GB", {
  style: "unit",
  unit: "kilobyte",
  maximumFractionDigits: 0,
});

/** `14.2 MB`, `212 kB`. */
export function sizeInWords(bytes: number): string {
  return bytes < 999_500 ? kilobytes.format(bytes / 1000) : megabytes.format(bytes / 1_000_000);
}
