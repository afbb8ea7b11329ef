import { Store } from '../../core/store';
import type { ColorScheme, FrameMessage, FrameVerb, Greeting, HostMessage, WidgetEventName } from '../../loader/bridge';

interface Page {
  url: string | null;
  title: string;
  referrer: string | null;
}

export interface Call {
  verb: FrameVerb;
  args: unknown[];
}

/** The page around the frame. It is spoken to only by its exact origin, which the loader put into the address. */
export class Host {
  readonly visible = new Store({ open: false, fullScreen: false });
  readonly colorScheme: Store<ColorScheme>;
  readonly page = new Store<Page>({ url: null, title: '', referrer: null });
  /** The shop's word for who its visitor is, each time it is given. */
  readonly identity = new Store<{ jwt: string } | null>(null);
  /** What the page asks the widget to do. */
  readonly call = new Store<Call | null>(null);
  readonly hasShutDown = new Store(false);
  /** Opened as a page of its own, from a link, there is nobody around. */
  readonly isEmbedded: boolean;

  private port: MessagePort | undefined;
  private unsent: FrameMessage[] = [];

  constructor(
    private readonly origin: string | null,
    scheme: ColorScheme,
  ) {
    this.colorScheme = new Store(scheme);
    this.isEmbedded = window.parent !== window && origin !== null;
    if (!this.isEmbedded) {
      this.visible.set({ open: true, fullScreen: true });
      return;
    }
    window.addEventListener('message', (event: MessageEvent<Greeting | null>) => {
      const [port] = event.ports;
      if (event.source !== window.parent || event.origin !== origin || event.data?.shopbell !== 'port' || !port) return;
      this.accept(port);
    });
  }

  hello(): void {
    if (this.isEmbedded && this.origin)
      window.parent.postMessage({ shopbell: 'hello' } satisfies Greeting, this.origin);
  }

  close(): void {
    this.send({ type: 'close' });
  }

  tell(name: WidgetEventName, detail: unknown): void {
    this.send({ type: 'event', name, detail });
  }

  send(message: FrameMessage): void {
    if (this.port) this.port.postMessage(message);
    else if (this.isEmbedded) this.unsent.push(message);
  }

  private accept(port: MessagePort): void {
    this.port?.close();
    this.port = port;
    port.onmessage = ({ data }: MessageEvent<HostMessage>) => this.hear(data);
    for (const message of this.unsent.splice(0)) port.postMessage(message);
  }

  private hear(message: HostMessage): void {
    switch (message.type) {
      case 'visible':
        this.visible.set({ open: message.open, fullScreen: message.fullScreen });
        break;
      case 'settings':
        this.colorScheme.set(message.settings.colorScheme);
        break;
      case 'page':
        this.page.set({ url: message.url || null, title: message.title, referrer: message.referrer || null });
        break;
      case 'call':
        this.call.set({ verb: message.verb, args: message.args });
        break;
      case 'identify':
        this.identity.set({ jwt: message.jwt });
        break;
      case 'shutdown':
        this.hasShutDown.set(true);
        break;
    }
  }
}
