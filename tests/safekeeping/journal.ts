import { checkVault } from "../../src/main/storage/check.ts";
import { openVault, type Vault } from "../../src/main/storage/vault.ts";

// All that these tests use of the vault's own code: how a journal is opened and looked through.

/** A section as it stands in a journal. */
export interface StandingSection {
  revision: number;
  text: string;
}

/** What a journal holds. */
export interface JournalContent {
  /** By id. */
  sections: Map<string, StandingSection>;
  /** What the check of the whole journal finds; empty when all is well. */
  problems: string[];
}

/** Opens an unprotected journal as a command does, works on it, and closes it again. */
async function withVault<Result>(folder: string, work: (vault: Vault) => Result): Promise<Result> {
  const vault = await openVault(folder, "command");
  try {
    return work(vault);
  } finally {
    vault.close();
  }
}

/** Reads and checks a journal; what its last writer left half done is mended by that, as at any start. */
export function readJournal(folder: string): Promise<JournalContent> {
  return withVault(folder, ({ database }) => {
    const rows = database
      .prepare<[], { id: string } & StandingSection>("SELECT id, revision, text FROM sections")
      .all();
    return {
      sections: new Map(rows.map(({ id, revision, text }) => [id, { revision, text }])),
      problems: checkVault(database),
    };
  });
}

/** What a process of its own needs to open the journal's database. */
export function databaseFacts(folder: string): Promise<{ file: string; key: string }> {
  return withVault(folder, ({ databaseFile, key }) => ({
    file: databaseFile,
    key: key.toString("hex"),
  }));
}
