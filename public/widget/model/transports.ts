import { WS } from '../../../node_modules/engine.io-client/build/esm/transports/websocket.js';

/** Takes the place of the list in Engine.IO, which is all of them: who chats needs WebSockets, and almost nobody else. */
export const transports: Record<string, unknown> = { websocket: WS };

/** Long polling, for networks that cut WebSockets. */
export async function bringPolling(): Promise<void> {
  const { XHR } = await import('../../../node_modules/engine.io-client/build/esm/transports/polling-xhr.js');
  transports.polling = XHR;
}
