const TENS = [
  "",
  "ten",
  "twenty",
  "thirty",
  "forty",
  "fifty",
  "sixty",
  "seventy",
  "eighty",
  "ninety",
];

/** A number of words as prose gives it: rounded to tens, in letters up to two hundred. Not below five. */
export function aboutSoMany(words: number): string {
  const tens = Math.round(words / 10);
  if (tens > 20) return String(tens * 10);
  if (tens === 20) return "two hundred";
  const rest = TENS[tens % 10] ?? "";
  if (tens < 10) return rest;
  return rest === "" ? "one hundred" : `one hundred and ${rest}`;
}
