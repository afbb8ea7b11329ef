import { marks } from './plain-rows';

/** Whose access is read: of these accounts, or of those who are signed in by these sign-ins at this moment. */
export type Whose = { ids: readonly string[] } | { signInIds: readonly string[]; at: string };

interface Narrowing {
  /** SQL of what each row is found by: the account or the sign-in. */
  key: string;
  join: string;
  where: string;
  values: string[];
}

/** The parts of a statement that find the accounts under this alias. */
export function narrowedTo(account: string, whose: Whose): Narrowing {
  if ('ids' in whose)
    return {
      key: `${account}.id`,
      join: '',
      where: `${account}.id IN (${marks(whose.ids.length)})`,
      values: [...whose.ids],
    };
  return {
    key: 'signIn.id',
    join: `JOIN sign_ins signIn ON signIn.accountId = ${account}.id`,
    where: `signIn.id IN (${marks(whose.signInIds.length)}) AND signIn.endedAt IS NULL AND signIn.expiresAt > ?`,
    values: [...whose.signInIds, whose.at],
  };
}

export function isNobody(whose: Whose): boolean {
  return ('ids' in whose ? whose.ids : whose.signInIds).length === 0;
}
