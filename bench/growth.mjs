/** How cost grows with the messages of a conversation, the chats of an agent, the agents of a shop, and the shops of a server. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lineChart } from './chart.mjs';
import { spread, steady } from './chatting.mjs';
import { LoadSocket, timeOrderedId } from './client.mjs';
import { calmly, fairness } from './cores.mjs';
import { each, openDesk, staffed, waitingChat } from './desk.mjs';
import { whereAndWhen, writeSection } from './page.mjs';
import { oneByOne } from './requests.mjs';
import { startShopbell } from './servers.mjs';

const isQuick = process.argv.includes('--quick');
const IMAGES = join(import.meta.dirname, '../docs/images');
const TIMES = isQuick ? 20 : 100;
const STEADY = { perSecond: 100, ms: isQuick ? 1000 : 4000 };
const IN_FLIGHT = 50;

const PARTS = {
  messages: {
    title: 'Messages in a conversation',
    steps: isQuick ? [1, 100, 1000] : [1, 10, 100, 1000, 10_000],
    measure: ofMessages,
  },
  chats: { title: 'Chats of an agent', steps: isQuick ? [1, 20] : [1, 10, 30, 100], measure: ofChats },
  agents: { title: 'Agents who watch a queue', steps: isQuick ? [1, 20] : [1, 10, 100, 500], measure: ofAgents },
  shops: { title: 'Shops on a server', steps: isQuick ? [1, 5] : [1, 10, 100], measure: ofShops },
};

const target = await startShopbell('MariaDB');
const sections = [];
try {
  for (const [name, { title, steps, measure }] of Object.entries(PARTS)) {
    console.log(title);
    const results = [];
    await measure(steps, (result) => results.push(result));
    sections.push(section(name, title, steps, results));
  }
} finally {
  await target.stop();
}
const text = `## How cost grows

\`node bench/growth.mjs\`, on MariaDB, p50. ${await whereAndWhen()} ${fairness()}

${sections.join('\n\n')}`;
console.log(text);
if (!isQuick) writeSection('growth', text);
process.exit(0);

/** To open the conversation, and to say one more thing in it. */
async function ofMessages(steps, note) {
  const { pairs, close } = await openDesk(target, { chats: 1, agents: 1 });
  const [{ agent, customer, conversationId }] = pairs;
  const say = (socket) =>
    socket.request('message:send', { conversationId, clientId: timeOrderedId(), body: 'Is it still there?' });
  let count = 1;
  for (const step of steps) {
    await each(Array.from({ length: Math.max(0, step - count) }), () => say(customer), IN_FLIGHT);
    count = Math.max(count, step);
    const opened = await timed(TIMES, () => agent.request('conversation:open', { conversationId }));
    const said = await timed(Math.min(TIMES, 20), () => say(customer));
    count += Math.min(TIMES, 20);
    note({ 'opened, ms': opened, 'one more stored, ms': said });
  }
  close();
}

/** To see one's chats, and to hear what is said in one of them. */
async function ofChats(steps, note) {
  for (const chats of steps) {
    const { agents, pairs, close } = await openDesk(target, { chats, agents: 1 });
    const mine = await calmly(() => oneByOne(`${target.url}/api/v1/chats?view=mine&limit=100`, agents[0], TIMES));
    const heard = await calmly(() => steady(pairs, STEADY));
    note({ 'own chats listed, ms': mine.p50, 'a message heard, ms': heard.p50 });
    close();
  }
}

/** One more chat in the queue, until every agent has been told of it; and what telling takes of the processor. */
async function ofAgents(steps, note) {
  const events = Math.min(TIMES, 20);
  for (const count of steps) {
    const place = await staffed(target.url, Math.min(count, 50));
    const ring = (index) => waitingChat(target.url, place, index);
    const unwatched = await processorTime(events, ring);
    const tokens = Array.from({ length: count }, (_, index) => place.agents[index % place.agents.length]);
    const sockets = await each(tokens, (token) => LoadSocket.open(target.url, '/agents', token));
    await each(sockets, (socket) => socket.request('queue:watch', {}));
    const waits = [];
    const watched = await processorTime(events, async (index) => {
      const told = Promise.all(
        sockets.map((socket) => new Promise((resolve) => Object.assign(socket, { onQueue: resolve }))),
      );
      const at = performance.now();
      await ring(index);
      await told;
      waits.push(performance.now() - at);
    });
    for (const socket of sockets) socket.close();
    note({ 'all told, ms': spread(waits).p50, 'processor time of telling, ms': Math.max(0, watched - unwatched) });
  }
}

/** Two chats in each shop: one message to its agent. */
async function ofShops(steps, note) {
  const desks = [];
  for (const step of steps) {
    while (desks.length < step) desks.push(await openDesk(target, { chats: 2, agents: 1 }));
    const cpu = target.cpu();
    const heard = await steady(
      desks.flatMap(({ pairs }) => pairs),
      STEADY,
    );
    note({
      'a message heard, ms': heard.p50,
      'processor time a message, ms': ((target.cpu() - cpu) * 1000) / heard.count,
    });
  }
  for (const { close } of desks) close();
}

/** The median of so many times, in milliseconds. */
async function timed(times, work) {
  const took = [];
  for (let time = 0; time < times; time++) {
    const at = performance.now();
    await work();
    took.push(performance.now() - at);
  }
  return spread(took).p50;
}

/** The server's, in milliseconds each time. */
async function processorTime(times, work) {
  const before = target.cpu();
  for (let time = 0; time < times; time++) await work(time);
  return ((target.cpu() - before) * 1000) / times;
}

function section(name, title, steps, results) {
  const names = Object.keys(results[0]);
  const lines = Object.fromEntries(names.map((each) => [each, results.map((result) => result[each])]));
  const chart = lineChart({ title, xTitle: title.toLowerCase(), unit: 'ms', xs: steps, lines });
  if (!isQuick) writeFileSync(join(IMAGES, `growth-${name}.svg`), chart);
  const rows = names.map((each) => `| ${each} | ${lines[each].map((value) => value.toFixed(1)).join(' | ')} |`);
  return `### ${title}

![${title}: ${names.join('; ')}](images/growth-${name}.svg)

| ${title.toLowerCase()} | ${steps.map((step) => step.toLocaleString('en')).join(' | ')} |
|---|${steps.map(() => '---|').join('')}
${rows.join('\n')}`;
}
