/** What host page and chat frame say to each other. Types only: the loader and the frame share no code. */

export type ColorScheme = 'auto' | 'light' | 'dark';

export interface FrameSettings {
  colorScheme: ColorScheme;
}

/** How the frame introduces itself, and what it is answered with: the port over which everything else goes. */
export interface Greeting {
  shopbell: 'hello' | 'port';
}

export interface WidgetState {
  booted: boolean;
  open: boolean;
  unread: number;
  online: boolean;
  conversationId: string | null;
  verified: boolean;
}

export type WidgetEventName =
  | 'ready'
  | 'open'
  | 'close'
  | 'unread'
  | 'message:sent'
  | 'message:received'
  | 'conversation:started'
  | 'conversation:closed'
  | 'queue:position'
  | 'agent:joined'
  | 'rating:submitted'
  | 'ticket:created'
  | 'identify:expired'
  | 'error';

/** What the loader passes on as it is, to keep itself small. */
export type FrameVerb = 'showHome' | 'showNewMessage' | 'setAttributes' | 'track' | 'page';

/** From the host page to the frame. */
export type HostMessage =
  | { type: 'visible'; open: boolean; fullScreen: boolean }
  | { type: 'settings'; settings: FrameSettings }
  | { type: 'page'; url: string; title: string; referrer: string }
  | { type: 'identify'; jwt: string }
  /** Somebody's page said this: the frame looks at what came. */
  | { type: 'call'; verb: FrameVerb; args: unknown[] }
  | { type: 'shutdown' };

/** From the frame to the host page. */
export type FrameMessage =
  | { type: 'close' }
  /** What the page's title says in turns with its own. */
  | { type: 'title'; text: string }
  | {
      type: 'state';
      state: Pick<WidgetState, 'online' | 'unread' | 'conversationId' | 'verified'>;
      isChatOpen: boolean;
    }
  | { type: 'event'; name: WidgetEventName; detail: unknown };
