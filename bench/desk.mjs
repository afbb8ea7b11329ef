/** Makes a shop with agents who hold chats, through the same doors that people use, and opens everybody's sockets. */
import { randomUUID } from 'node:crypto';
import { LoadSocket, timeOrderedId } from './client.mjs';

const AT_ONCE = 20;
const PASSWORD = 'correct horse battery';

/** Each chat: its conversation, the customer's socket and the agent's; and the agents' tokens, and what was made. On the relay nothing needs to be made. */
export async function openDesk(target, { chats, agents, agentsAt = target }) {
  const made = target.name.startsWith('bare') ? nothingMade(chats, agents) : await make(target.url, chats, agents);
  const staff = await each(made.agents, (token) => LoadSocket.open(agentsAt.url, '/agents', token));
  const pairs = await each(made.chats, async ({ conversationId, token, agent }) => {
    const customer = await LoadSocket.open(target.url, '/customers', token);
    await Promise.all([
      customer.request('conversation:open', { conversationId }),
      staff[agent].request('conversation:open', { conversationId }),
    ]);
    return { conversationId, customer, agent: staff[agent] };
  });
  const close = () => {
    for (const socket of [...staff, ...pairs.map(({ customer }) => customer)]) socket.close();
  };
  return { agents: made.agents, made: made.chats, pairs, close };
}

/** Tokens of so many visitors of the demo shop. */
export async function visitors(url, count) {
  const { items } = await (await fetch(`${url}/api/v1/widget`)).json();
  return each(Array.from({ length: count }), async (_, index) => {
    const visit = { shop: items[0].shop, name: `Visitor ${index}`, email: `visitor${index}@mail.example` };
    return (await made(url, '/auth/visit', visit)).access_token;
  });
}

async function make(url, chatCount, agentCount) {
  const place = await staffed(url, agentCount);
  const { agents } = place;
  const chats = await each(Array.from({ length: chatCount }), async (_, index) => {
    const { id, conversationId, token } = await waitingChat(url, place, index);
    const agent = index % agentCount;
    await made(url, `/chats/${id}/take`, undefined, agents[agent]);
    return { conversationId, token, agent };
  });
  return { agents, chats };
}

let shops = 0;

/** A new shop and its team, with the tokens of so many agents. */
export async function staffed(url, agentCount) {
  const bench = `bench${++shops}`;
  const admin = (await made(url, '/auth/token', { username: 'admin', password: 'admin123' })).access_token;
  const shop = await made(url, '/shops', { name: bench, location: 'Here' }, admin);
  const team = await made(url, '/teams', { name: 'Bench', shopId: shop.id }, admin);
  const { items: roles } = await (
    await fetch(`${url}/api/v1/roles?limit=100`, { headers: { authorization: `Bearer ${admin}` } })
  ).json();
  const roleId = roles.find(({ builtIn }) => builtIn === 'agent').id;
  const agents = await each(Array.from({ length: agentCount }), async (_, index) => {
    const username = `${bench}-${index}`;
    const input = {
      username,
      email: `${username}@shop.example`,
      password: PASSWORD,
      roleId,
      shopId: shop.id,
      teamIds: [team.id],
      chatCapacity: 100,
    };
    await made(url, '/employees', input, admin);
    return (await made(url, '/auth/token', { username, password: PASSWORD })).access_token;
  });
  return { shop, team, agents };
}

/** A chat that waits for that team, and its customer's token. */
export async function waitingChat(url, { shop, team }, index) {
  const visit = { shop: shop.publicKey, name: `Visitor ${index}`, email: `visitor${index}@mail.example` };
  const token = (await made(url, '/auth/visit', visit)).access_token;
  const chat = { clientId: timeOrderedId(), message: 'Hello', teamId: team.id };
  return { ...(await made(url, '/chats', chat, token)), token };
}

function nothingMade(chatCount, agentCount) {
  const chats = Array.from({ length: chatCount }, (_, index) => ({
    conversationId: randomUUID(),
    token: '',
    agent: index % agentCount,
  }));
  return { agents: Array.from({ length: agentCount }, () => ''), chats };
}

/** What the door answers. */
export async function made(url, path, body, token) {
  const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
  const response = await fetch(`${url}/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body ?? {}) });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** The results, in order, of work on all items, so many of them at once. */
export async function each(items, work, atOnce = AT_ONCE) {
  const results = new Array(items.length);
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < items.length; index = next++) results[index] = await work(items[index], index);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}
