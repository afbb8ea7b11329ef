import { EnvError } from './core/env';
import { StartError } from './database/data-source';

/** What an operator can mend, by the code that the system or a driver gives it. */
const MENDABLE: Record<string, string> = {
  EADDRINUSE: 'Another program listens on this port already: choose another PORT',
  EACCES: 'This may not be opened: check HOST and PORT, and who may write to DATA_DIR',
  EPERM: 'This may not be opened: check who may write to DATA_DIR',
  EADDRNOTAVAIL: 'This machine has no such address: check HOST',
  ENOTDIR: 'A part of this path is a file: check DATA_DIR',
  ENOENT: 'This path cannot be made: check DATA_DIR',
  EROFS: 'This folder cannot be written to: check DATA_DIR',
  SQLITE_CANTOPEN: 'The database file cannot be opened: check DATA_DIR and who may write there',
  SQLITE_READONLY: 'The database file cannot be written to: check who may write to DATA_DIR',
  SQLITE_NOTADB: 'The database file is not one of SQLite: check DATA_DIR',
  ECONNREFUSED: 'Nothing answers there: check DATABASE_URL, and whether the database runs',
  ENOTFOUND: 'There is no such machine: check DATABASE_URL',
  EAI_AGAIN: 'The name of the machine cannot be looked up: check DATABASE_URL',
  ETIMEDOUT: 'No answer in time: check DATABASE_URL, and whether the database runs',
  ER_ACCESS_DENIED_ERROR: 'The database refuses this user or password: check DATABASE_URL',
  ER_ACCESS_DENIED_NO_PASSWORD_ERROR: 'The database refuses this user or password: check DATABASE_URL',
  ER_DBACCESS_DENIED_ERROR: 'This user may not use the database: check DATABASE_URL and the rights of the user',
  ER_BAD_DB_ERROR: 'There is no such database: make it, or check DATABASE_URL',
  ER_CON_COUNT_ERROR: 'The database takes no more connections: lower DATABASE_CONNECTIONS, or raise its limit',
};

/** What the operator can mend is said in plain lines; anything else with its stack. */
export function startFailure(error: unknown): string {
  if (error instanceof EnvError || error instanceof StartError) return error.message;
  if (!(error instanceof Error)) return String(error);
  const hint = 'code' in error && typeof error.code === 'string' ? MENDABLE[error.code] : undefined;
  return hint ? `${hint}.\n  ${error.message}` : (error.stack ?? error.message);
}
