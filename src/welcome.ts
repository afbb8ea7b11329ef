import type { Env } from './core/env';
import { DEMO_LOGINS } from './demo/demo-logins';

/** What someone who has just started it wants to know. */
export function welcome({ PUBLIC_URL: url }: Env): string {
  const logins = DEMO_LOGINS.map(
    ({ username, password, role }) => `    ${username.padEnd(10)} ${password.padEnd(12)} ${role}`,
  );
  return `
  Shopbell is running.

    ${url}/            what this is
    ${url}/customer    a demo shop with the widget: ring here
    ${url}/support     the agents' console: answer there
    ${url}/portal      the customers' portal: file a ticket, follow it
    ${url}/docs        the HTTP API

  Demo logins
${logins.join('\n')}

`;
}
