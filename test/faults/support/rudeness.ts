import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import WebSocket from 'ws';
import type { Person } from '../../support/build';

/** The memory that a process holds now, in MB (resident set, from the kernel). */
export function memoryOf(pid: number | undefined): number {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1024);
}

/** A connection that speaks the wire by hand; resolves once it is let in. */
export async function rawSocket(url: string, person: Person): Promise<WebSocket> {
  const namespace = person.kind === 'employee' ? '/agents' : '/customers';
  const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
  socket.on('error', () => socket.terminate());
  await new Promise<void>((resolve, reject) => {
    socket.on('message', (data: Buffer) => {
      const text = data.toString();
      if (text.startsWith('0')) socket.send(`40${namespace},${JSON.stringify({ token: person.token })}`);
      if (text === '2') socket.send('3');
      if (text.startsWith(`40${namespace}`)) resolve();
      if (text.startsWith(`44${namespace}`)) reject(new Error(text));
    });
    socket.on('close', () => reject(new Error('The connection was closed')));
  });
  return socket;
}

/** Asks byte by byte, and never comes to an end. */
export async function drip(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => socket.destroy());
  await once(socket, 'connect');
  socket.write('GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ');
  const timer = setInterval(() => socket.write('a'), 1000);
  socket.on('close', () => clearInterval(timer));
  return socket;
}
