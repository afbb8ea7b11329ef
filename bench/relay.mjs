/** The floor: Socket.IO alone, with the same settings, relaying and acknowledging without storing or checking anything. */
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const http = createServer();
const io = new Server(http, {
  transports: ['websocket'],
  perMessageDeflate: false,
  httpCompression: false,
  serveClient: false,
  pingInterval: 10_000,
  pingTimeout: 10_000,
});
const numbers = new Map();

for (const name of ['/agents', '/customers']) {
  io.of(name).on('connection', (socket) => {
    socket.on('conversation:open', ({ conversationId }, ack) => {
      socket.join(conversationId);
      ack({ ok: true, data: {} });
    });
    socket.on('message:send', ({ conversationId, clientId, body }, ack) => {
      const seq = (numbers.get(conversationId) ?? 0) + 1;
      numbers.set(conversationId, seq);
      const message = {
        conversationId,
        clientId,
        body,
        seq,
        author: { kind: 'customer', id: socket.id, name: 'A' },
        createdAt: new Date().toISOString(),
      };
      io.of('/agents').to(conversationId).emit('message:new', message);
      io.of('/customers').to(conversationId).emit('message:new', message);
      ack({ ok: true, data: { clientId, seq } });
    });
  });
}

http.listen(Number(process.env.PORT), '127.0.0.1');
