/** Two servers with Redis between them, customers on one and agents on the other, beside one server that has both. */
import { pingPong, steady } from './chatting.mjs';
import { calmly, fairness } from './cores.mjs';
import { openDesk } from './desk.mjs';
import { whereAndWhen, writeSection } from './page.mjs';
import { startPair, startShopbell } from './servers.mjs';

const isQuick = process.argv.includes('--quick');
const ROUNDS = isQuick ? 1 : 3;
const CHATS = isQuick ? 200 : 500;
const TIME = isQuick ? { warmUpMs: 1000, ms: 3000 } : { warmUpMs: 2000, ms: 5000 };
const PER_SECOND = 200;

const found = { one: [], two: [] };
for (let round = 1; round <= ROUNDS; round++) {
  console.log(`round ${round} of ${ROUNDS}`);
  const single = await startShopbell('MariaDB');
  found.one.push(await measure(single, single, () => single.cpu()));
  await single.stop();
  const { first, second, stop } = await startPair();
  found.two.push(await measure(first, second, () => first.cpu() + second.cpu()));
  await stop();
}

const ROWS = [
  ['messages a second, stored and delivered', ({ rate }) => rate, 0],
  ['processor time a message, all servers, µs', ({ microsecondsEach }) => microsecondsEach, 0],
  [`at ${PER_SECOND} messages a second, delivered p50 ms`, ({ p50 }) => p50, 1],
  [`at ${PER_SECOND} messages a second, delivered p99 ms`, ({ p99 }) => p99, 1],
];
const lines = ROWS.map(([what, figure, digits]) => {
  const [one, two] = [found.one, found.two].map((results) => results.map(figure).sort((a, b) => a - b));
  const cell = (values) => [values[0], middle(values), values.at(-1)].map((value) => value.toFixed(digits)).join(' / ');
  return `| ${what} | ${cell(one)} | ${cell(two)} | ${(middle(two) / middle(one)).toFixed(2)} |`;
});
const table = `## Two servers beside one

\`node bench/pair.mjs\`: every customer is on one server and their agent on the other, so each message goes through Redis. Both servers share the core that one has for itself otherwise: this says what the way through Redis costs, not what a second machine brings. Min / median / max of ${ROUNDS} rounds. ${await whereAndWhen()} ${fairness()}

| | one server | two servers | ratio |
|---|---|---|---|
${lines.join('\n')}`;
console.log(table);
if (!isQuick) writeSection('pair', table);
process.exit(0);

async function measure(customersAt, agentsAt, cpu) {
  const desk = await openDesk(customersAt, { chats: CHATS, agents: 50, agentsAt });
  const fast = await calmly(() => pingPong({ cpu }, desk.pairs, TIME));
  const slow = await calmly(() => steady(desk.pairs, { perSecond: PER_SECOND, ms: TIME.ms }));
  desk.close();
  if (slow.lost > 0) throw new Error(`${slow.lost} messages were not delivered`);
  return { rate: fast.rate, microsecondsEach: fast.microsecondsEach, p50: slow.p50, p99: slow.p99 };
}

function middle(sorted) {
  return sorted[Math.floor(sorted.length / 2)];
}
