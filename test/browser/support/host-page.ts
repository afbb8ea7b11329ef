import { once } from 'node:events';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Rules that a careless shop has on its pages, and that must not reach the widget. */
const HOSTILE = `
  * { box-sizing: content-box !important; font: 30px/3 "Comic Sans MS" !important; color: red !important; }
  button { display: none !important; transform: rotate(20deg) !important; }
  iframe { width: 10px !important; height: 10px !important; opacity: 0.1 !important; }
  div { position: static !important; float: left !important; padding: 40px !important; }
`;

/** A shop's page that allows nothing but what the documentation says the widget needs. */
export class HostPage {
  private constructor(
    private readonly server: HttpServer,
    readonly origin: string,
  ) {}

  static async start(shopbell: string, shopKey: string): Promise<HostPage> {
    const policy = [
      `default-src 'none'`,
      `script-src ${shopbell}`,
      `style-src 'self'`,
      `frame-src ${shopbell}`,
      `require-trusted-types-for 'script'`,
    ].join('; ');
    const page = `<!doctype html><html lang="en"><title>Strict shop</title><link rel="stylesheet" href="/hostile.css">
      <h1>A strict shop</h1><script async src="${shopbell}/w/${shopKey}.js"></script></html>`;
    const server = createServer((request, response) => {
      const isStyle = request.url === '/hostile.css';
      response.setHeader('Content-Type', isStyle ? 'text/css' : 'text/html; charset=utf-8');
      if (!isStyle) response.setHeader('Content-Security-Policy', policy);
      response.end(isStyle ? HOSTILE : page);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new HostPage(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close').catch(() => undefined);
  }
}
