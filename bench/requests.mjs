/** Requests over connections that stay open, with as little work of one's own as possible. */
import { Agent, request } from 'node:http';
import { spread } from './chatting.mjs';

const WARM_UP = 20;

/** No list is worth waiting longer for. */
const MOST_MS = 20_000;

/** How long each of so many requests took, one after the other, in milliseconds; of several addresses, in turn. */
export async function oneByOne(urls, token, times) {
  const all = [urls].flat();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const took = [];
  const until = performance.now() + MOST_MS;
  for (let time = times > 1 ? -WARM_UP : 0; time < times; time++) {
    const at = performance.now();
    await get(all[(time + WARM_UP) % all.length], token, agent);
    if (time >= 0 || at > until) took.push(performance.now() - at);
    if (at > until) break;
  }
  agent.destroy();
  return { ...spread(took), most: Math.max(...took) };
}

/** Requests a second over so many connections at once, and the server's processor time for each, in microseconds. */
export async function together(target, url, token, { connections, ms }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  await Promise.all(Array.from({ length: connections }, () => get(url, token, agent)));
  const cpu = target.cpu();
  const began = performance.now();
  const until = began + ms;
  let count = 0;
  const ask = async () => {
    for (; performance.now() < until; count++) await get(url, token, agent);
  };
  await Promise.all(Array.from({ length: connections }, ask));
  const seconds = (performance.now() - began) / 1000;
  agent.destroy();
  return { rate: count / seconds, microsecondsEach: ((target.cpu() - cpu) * 1e6) / count };
}

/** The body as text. */
export function get(url, token, agent) {
  const headers = token ? { authorization: `Bearer ${token}` } : {};
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent, headers }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        if (response.statusCode === 200) resolve(text);
        else reject(new Error(`${url}: ${response.statusCode} ${text}`));
      });
    });
    asked.on('error', reject);
    asked.end();
  });
}
