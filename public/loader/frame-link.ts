import type { FrameMessage, Greeting, HostMessage } from './bridge';

export interface FrameLink {
  isOpen: () => boolean;
  send: (message: HostMessage) => void;
  close: () => void;
}

/**
 * The line to the chat frame: it says hello to the page's exact origin, and is answered with a port of its own. Nobody
 * but this frame, from this origin, is listened or spoken to.
 */
export function linkTo(
  frame: HTMLIFrameElement,
  origin: string,
  onOpen: () => void,
  onMessage: (message: FrameMessage) => void,
): FrameLink {
  let port: MessagePort | undefined;

  function greet({ source, origin: from, data }: MessageEvent<Greeting | null>): void {
    if (source !== frame.contentWindow || from !== origin || data?.shopbell !== 'hello') return;
    // A frame that was loaded again says hello again.
    port?.close();
    const channel = new MessageChannel();
    port = channel.port1;
    port.onmessage = (event: MessageEvent<FrameMessage>) => onMessage(event.data);
    frame.contentWindow?.postMessage({ shopbell: 'port' } satisfies Greeting, origin, [channel.port2]);
    onOpen();
  }

  addEventListener('message', greet);
  return {
    isOpen: () => !!port,
    send: (message) => port?.postMessage(message),
    close() {
      removeEventListener('message', greet);
      port?.close();
    },
  };
}
