import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { demoPasswordsStillValid } from './auth/demo-passwords';
import { DEMO_LOGINS } from './demo/demo-logins';

/** What is stored and must not be in front of customers, one line each. */
export async function productionProblems(app: NestFastifyApplication): Promise<string[]> {
  const usernames = await demoPasswordsStillValid(app, DEMO_LOGINS);
  return usernames.map(
    (username) => `The demo password of "${username}" still works: change it or deactivate the account`,
  );
}
