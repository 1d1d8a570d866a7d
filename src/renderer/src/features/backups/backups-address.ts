/** The page of all backups. */
export const BACKUPS_ADDRESS = "/settings/backups";
