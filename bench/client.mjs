/** As little of a Socket.IO client as a load needs, so that the load is not what is measured. */
import { randomUUID } from 'node:crypto';
import WebSocket from 'ws';

const LOST = { ok: false, error: { code: 'UNAVAILABLE', message: 'The connection is gone.' } };

export class LoadSocket {
  #ws;
  #namespace;
  #acks = new Map();
  #next = 0;
  /** Called with each pushed message. */
  onMessage = () => {};
  /** Called when the queue that is watched has changed. */
  onQueue = () => {};
  /** Called once, when an open connection is lost. */
  onLost = () => {};

  static open(url, namespace, token) {
    const socket = new LoadSocket();
    return new Promise((resolve, reject) => {
      const ws = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, {
        perMessageDeflate: false,
      });
      socket.#ws = ws;
      socket.#namespace = namespace;
      ws.on('error', reject);
      ws.on('close', () => {
        reject(new Error('closed'));
        for (const settle of socket.#acks.values()) settle(LOST);
        socket.onLost();
      });
      ws.on('message', (data) => socket.#hear(data.toString(), token, resolve, reject));
    });
  }

  /** Resolves with the data of the acknowledgement. */
  request(name, input) {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#acks.set(id, (answer) =>
        answer.ok ? resolve(answer.data) : reject(new Error(`${name}: ${answer.error.code} ${answer.error.message}`)),
      );
      this.#ws.send(`42${this.#namespace},${id}${JSON.stringify([name, input])}`);
    });
  }

  close() {
    this.onLost = () => {};
    this.#ws.terminate();
  }

  #hear(packet, token, resolve, reject) {
    if (packet === '2') return this.#ws.send('3');
    if (packet[0] === '0') return this.#ws.send(`40${this.#namespace},${JSON.stringify({ token })}`);
    const body = packet.slice(packet.indexOf(',') + 1);
    const kind = packet.slice(0, 2);
    if (kind === '40') return resolve(this);
    if (kind === '44') return reject(new Error(body));
    if (kind === '43') {
      const at = body.indexOf('[');
      const id = Number(body.slice(0, at));
      this.#acks.get(id)?.(JSON.parse(body.slice(at))[0]);
      this.#acks.delete(id);
      return undefined;
    }
    if (kind === '42' && body.startsWith('["message:new"')) this.onMessage(JSON.parse(body)[1]);
    if (kind === '42' && body.startsWith('["queue:changed"')) this.onQueue();
    return undefined;
  }
}

/** As `public/core/ids.ts` makes them. */
export function timeOrderedId() {
  const time = Date.now().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
