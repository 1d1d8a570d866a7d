import type { PackProblem, PackTrouble } from "./pack-problems.ts";

/** What is wrong with a line of a pack, as one sentence. The window and the command line say the same. */
export function packProblemSentence(problem: PackProblem): string {
  const { kind, key = "", found = "", first = 0, limit = 0 } = problem;
  switch (kind) {
    case "syntax":
      return `This is not YAML: ${found}.`;
    case "shape":
      return "A pack is a map of keys, such as “version” and “prompts”. This is not one.";
    case "reference":
      return "Anchors, aliases and tags are not read. Write the words out.";
    case "version":
      return found === ""
        ? "The version of the format is missing: “version: 1”."
        : `Version 1 of the format is the one that is read, not “${found}”.`;
    case "too_large":
      return `This file is too large. A pack may have ${Math.round(limit / 1024)} KB.`;
    case "unknown_key":
      return `There is no key “${found}” here.${nearestOf(problem)}`;
    case "missing":
      return `Its “${key}” is missing.`;
    case "not_text":
      return `“${key}” is to be a text.`;
    case "not_list":
      return `“${key}” is to be a list.`;
    case "not_map":
      return `Each of “${key}” is to be a map of keys.`;
    case "not_yes_or_no":
      return `“${key}” is to be true or false, not “${found}”.`;
    case "bad_id":
      return `“${found}” is no id: lower-case letters, digits and hyphens, a letter first.`;
    case "unknown_theme":
      return `There is no theme “${found}”.${nearestOf(problem)}`;
    case "unknown_document":
      return `There is no document “${found}”.${nearestOf(problem)}`;
    case "unknown_cadence":
      return `There is no cadence “${found}”.${nearestOf(problem)}`;
    case "duplicate":
      return `The id “${found}” stands on line ${first} already.`;
    case "taken":
      return `The id “${found}” is in the library already.`;
    case "too_long":
      return `“${key}” is too long. It may have ${limit} characters.`;
    case "too_many":
      return `“${key}” has too many. There may be ${limit}.`;
    case "no_prompts":
      return "There is no prompt in it.";
    case "person_unasked":
      return "“{person}” is a name only in a prompt with “cadence: per-person”.";
  }
}

function nearestOf({ nearest, nearestTitle }: PackProblem): string {
  if (nearest === undefined) return "";
  return ` The nearest is “${nearest}”${nearestTitle === undefined ? "" : ` (${nearestTitle})`}.`;
}

/** Why a pack was not added, as one sentence of a few, with the first thing that is wrong with it. */
export function packTroubleSentence({ problems, count }: PackTrouble): string {
  const [first] = problems;
  if (first === undefined) return "This pack was not added.";
  const more = count === 1 ? "" : ` And ${count - 1} more.`;
  const line = first.kind === "too_large" ? "" : `Line ${first.line}: `;
  return `${line}${packProblemSentence(first)}${more} Nothing was added.`;
}
