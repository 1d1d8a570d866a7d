/** What the rows of a table are to the writer; others are called by their table. */
const WORDS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  entries: ["entry", "entries"],
  sections: ["passage", "passages"],
  commitments: ["commitment", "commitments"],
  reflections: ["place in a reflection", "places in reflections"],
  chosen_prompts: ["prompt of a week", "prompts of weeks"],
  settings: ["setting", "settings"],
  attachments: ["picture", "pictures"],
  people: ["person", "people"],
  moments: ["moment", "moments"],
  handovers: ["handover", "handovers"],
  agreements: ["agreement", "agreements"],
  crises: ["crisis", "crises"],
  entry_people: ["name of an entry", "names of entries"],
  section_people: ["name of an answer", "names of answers"],
  crisis_items: ["thing taken over in a crisis", "things taken over in crises"],
  crisis_answers: ["answer about a crisis", "answers about crises"],
  handover_turns: ["turn of a handover", "turns of handovers"],
  week_blocks: ["week’s ten blocks", "weeks’ ten blocks"],
  prompt_wishes: ["wish about a prompt", "wishes about prompts"],
  prompt_picks: ["prompt picked for a week", "prompts picked for weeks"],
  own_themes: ["theme of your own", "themes of your own"],
  own_prompts: ["prompt of your own", "prompts of your own"],
  packs: ["pack of prompts", "packs of prompts"],
};

/** So many rows of a table: `1 entry`, `3 moments`. */
export function rowsOf(table: string, count: number): string {
  const [one, many] = WORDS[table] ?? [`row of ${table}`, `rows of ${table}`];
  return count === 1 ? `1 ${one}` : `${count} ${many}`;
}
