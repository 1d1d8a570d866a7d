/** The folders that are only there when they hold anything, and what that is. */
const MORE = {
  crises: "the crises, one file each.",
  moments: "the moments, one file a year.",
  weeks: "how the time of the weeks fell, one file a year.",
  people: "the people, what they were handed and what was agreed with them, one file each.",
  attachments: "the pictures in them.",
} as const;

/**
 * What an export says of itself to whoever opens the folder.
 * @param folders those that anything was written into.
 */
export function readme(
  { entries }: { entries: number },
  folders: ReadonlySet<string>,
  exportedAt: string,
): string {
  const more = Object.entries(MORE).filter(([folder]) => folders.has(folder));
  return `# A Stepback journal

Written on ${exportedAt.slice(0, 10)}. Entries: ${entries}.

- \`weekly/\`: the weekly reflections, one file a week.
- \`entries/\`: free entries, one file each.
${more.map(([folder, what]) => `- \`${folder}/\`: ${what}\n`).join("")}- \`stepback.json\`: the same and all that Markdown cannot say, for Stepback to read again.

The files are plain text. Anyone who can open this folder can read them.
`;
}
