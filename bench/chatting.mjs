/** Two ways of chatting: as fast as answers come, and at a fixed rate whatever the answers do. */
import { timeOrderedId } from './client.mjs';

const BODY = 'Thank you, I need it before Saturday. Will it arrive in time?';

/** Each pair sends the next message once the other side has heard the last. Numbers are of the seconds after warming up. */
export async function pingPong(target, pairs, { warmUpMs, ms }) {
  const acked = [];
  const delivered = [];
  let isMeasuring = false;
  let isOver = false;
  const say = (pair, from) => {
    if (isOver) return;
    const clientId = timeOrderedId();
    const at = performance.now();
    pair.expected = { clientId, at, from };
    pair[from].request('message:send', { conversationId: pair.conversationId, clientId, body: BODY }).then(
      () => isMeasuring && acked.push(performance.now() - at),
      (error) => !isOver && console.error(error.message),
    );
  };
  listen(pairs, (pair, to, message) => {
    const { expected } = pair;
    if (message.clientId !== expected?.clientId || to === expected.from) return;
    if (isMeasuring) delivered.push(performance.now() - expected.at);
    say(pair, to);
  });
  for (const pair of pairs) say(pair, 'customer');
  await pause(warmUpMs);
  const cpuBefore = target.cpu();
  const from = performance.now();
  isMeasuring = true;
  await pause(ms);
  isMeasuring = false;
  const seconds = (performance.now() - from) / 1000;
  const cpu = target.cpu() - cpuBefore;
  isOver = true;
  await pause(500);
  return {
    rate: delivered.length / seconds,
    microsecondsEach: (cpu * 1e6) / Math.max(1, delivered.length),
    acked: spread(acked),
    delivered: spread(delivered),
  };
}

/** Customers send in turn, so many a second, and agents listen. */
export async function steady(pairs, { perSecond, ms }) {
  const sentAt = new Map();
  const delivered = [];
  listen(pairs, (_pair, to, message) => {
    const at = sentAt.get(message.clientId);
    if (at === undefined || to !== 'agent') return;
    sentAt.delete(message.clientId);
    delivered.push(performance.now() - at);
  });
  const began = performance.now();
  let sent = 0;
  while (performance.now() - began < ms) {
    const due = Math.floor(((performance.now() - began) * perSecond) / 1000);
    for (; sent < due; sent++) {
      const { customer, conversationId } = pairs[sent % pairs.length];
      const clientId = timeOrderedId();
      sentAt.set(clientId, performance.now());
      customer
        .request('message:send', { conversationId, clientId, body: BODY })
        .catch((error) => console.error(error.message));
    }
    await pause(1);
  }
  for (let waits = 0; sentAt.size > 0 && waits < 100; waits++) await pause(100);
  return { ...spread(delivered), lost: sentAt.size };
}

/** An agent's socket hears of many conversations, so each message finds its pair by name. */
function listen(pairs, hear) {
  const byConversation = new Map(pairs.map((pair) => [pair.conversationId, pair]));
  for (const pair of pairs) {
    pair.customer.onMessage = (message) => hear(pair, 'customer', message);
    pair.agent.onMessage = (message) => hear(byConversation.get(message.conversationId), 'agent', message);
  }
}

export function spread(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99), count: sorted.length };
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
