/** Agents who reach for the queue all at once, and one message that hundreds of sockets hear. */
import { spread } from './chatting.mjs';
import { LoadSocket, timeOrderedId } from './client.mjs';
import { each, openDesk, staffed, waitingChat } from './desk.mjs';

/** Every agent takes the next chat again and again until nobody waits. */
export async function takeNext({ url }, { agents, chats }) {
  return takeEach(await openQueue(url, agents, chats));
}

/** The same with a queue that is there. */
export async function takeEach({ sockets, waiting }) {
  const waits = [];
  const taken = new Set();
  const takeAll = async (socket) => {
    for (;;) {
      const at = performance.now();
      const chat = await socket.request('chat:takeNext', {});
      if (!chat) return;
      waits.push(performance.now() - at);
      taken.add(chat.id);
    }
  };
  const began = performance.now();
  await Promise.all(sockets.map(takeAll));
  const seconds = (performance.now() - began) / 1000;
  close(sockets);
  if (taken.size !== waiting.length || waits.length !== waiting.length)
    throw new Error(`${waits.length} answers for ${taken.size} chats`);
  return { rate: waiting.length / seconds, ...spread(waits) };
}

/** All agents take the same chat at the same moment, one chat after the other. */
export async function hotClaim({ url }, { agents, chats }) {
  const { sockets, waiting } = await openQueue(url, agents, chats);
  const waits = [];
  for (const { id } of waiting) {
    const at = performance.now();
    const answers = await Promise.allSettled(
      sockets.map((socket) =>
        socket.request('chat:take', { chatId: id }).finally(() => waits.push(performance.now() - at)),
      ),
    );
    const winners = answers.filter(({ status }) => status === 'fulfilled').length;
    if (winners !== 1) throw new Error(`${winners} agents got the same chat`);
  }
  close(sockets);
  return spread(waits);
}

/** A customer writes, and every tab of every agent has the conversation open: until the last one has heard it. */
export async function toMany(target, { agents, tabs, events }) {
  const desk = await openDesk(target, { chats: 1, agents });
  const { conversationId, customer } = desk.pairs[0];
  const tokens = desk.agents.flatMap((token) => Array.from({ length: tabs }, () => token));
  let heard = () => {};
  const crowd = await each(tokens, async (token) => {
    const socket = await LoadSocket.open(target.url, '/agents', token);
    await socket.request('conversation:open', { conversationId });
    socket.onMessage = () => heard();
    return socket;
  });
  const waits = [];
  const cpuBefore = target.cpu();
  for (let event = 0; event < events; event++) {
    const at = performance.now();
    const all = new Promise((resolve) => {
      let missing = crowd.length;
      heard = () => --missing === 0 && resolve();
    });
    await customer.request('message:send', { conversationId, clientId: timeOrderedId(), body: 'Hello' });
    await all;
    waits.push(performance.now() - at);
  }
  const microsecondsEach = ((target.cpu() - cpuBefore) * 1e6) / (events * crowd.length);
  close(crowd);
  desk.close();
  return { microsecondsEach, ...spread(waits) };
}

/** Chats that wait, and the sockets of agents who could take each of them. */
export async function openQueue(url, agents, chats) {
  const place = await staffed(url, agents);
  const waiting = await each(Array.from({ length: chats }), (_, index) => waitingChat(url, place, index));
  const sockets = await each(place.agents, (token) => LoadSocket.open(url, '/agents', token));
  return { waiting, sockets };
}

function close(sockets) {
  for (const socket of sockets) socket.close();
}
