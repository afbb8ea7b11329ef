import type { IncomingMessage, Server, ServerResponse } from 'node:http';

/** How long a body may take to arrive; one of a file, as long as so much of it comes in each such time. */
const WINDOW_MS = 30_000;
/** About a hundred kilobits a second. */
const LEAST_BYTES = 300_000;

/**
 * Ends requests whose bodies do not come on. Node would end each after one time for all, and so cut off a large file on
 * a slow line. Headers have a time of their own, and whoever has been answered is not waited for.
 */
export function endSlowRequests(server: Server): void {
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const { 'content-length': length, 'transfer-encoding': coding, 'content-type': type } = request.headers;
    if (!coding && !Number(length)) return;
    const { socket } = request;
    const isFile = /^multipart\/form-data/i.test(type ?? '');
    let seen = socket.bytesRead;

    const timer = setInterval(() => {
      if (request.complete) return clearInterval(timer);
      const came = socket.bytesRead - seen;
      seen = socket.bytesRead;
      if (isFile && !response.writableEnded && came >= LEAST_BYTES) return;
      clearInterval(timer);
      if (response.headersSent) socket.destroy();
      else socket.end('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n', () => socket.destroy());
    }, WINDOW_MS).unref();
    request.once('close', () => clearInterval(timer));
  });
}
