import type { LoaderConfig } from '../../src/contract/widget.dto';
import type english from '../messages/loader.en.json';
import type { FrameMessage, FrameVerb, HostMessage, WidgetEventName, WidgetState } from './bridge';
import { type FrameLink, linkTo } from './frame-link';
import { memoryOf } from './memory';
import { createPanel } from './panel';
import type { Settings } from './settings';

export type Credential = string | (() => Promise<string>);
export type HostWidget = ReturnType<typeof createWidget>;

interface Given {
  config: LoaderConfig;
  /** Where the frame comes from. */
  origin: string;
  locale: string;
  words: typeof english;
  tell: (name: WidgetEventName, detail: unknown) => void;
}

const HELLO_MS = 8000;
const LOOK_MS = 1000;
/** Said before there is a frame to hear it. */
const MOST_UNSAID = 99;

/** The widget on the host page: one launcher, one panel, and the frame once somebody wants to chat. */
export function createWidget({ config, origin, locale, words, tell }: Given, settings: Settings) {
  const memory = memoryOf(config.shop);
  const fullScreen = matchMedia('(max-width:640px)');
  const panel = createPanel(words, config, () => setOpen(!state.open), loadFrame);
  let state: WidgetState = {
    booted: true,
    open: false,
    unread: 0,
    online: false,
    conversationId: null,
    verified: false,
  };
  let frame: HTMLIFrameElement | undefined;
  let link: FrameLink | undefined;
  let credential: Credential | undefined;
  let unsaid: HostMessage[] = [];
  let address = '';

  function apply(change: Settings = {}): void {
    settings = { position: config.branding.position, ...settings, ...change };
    panel.apply(settings);
    link?.send({ type: 'settings', settings: { colorScheme: settings.colorScheme ?? 'auto' } });
  }

  function show(): void {
    panel.show(state.open, state.unread, fullScreen.matches);
  }

  function setOpen(open: boolean, takesFocus = true): void {
    if (open === state.open) return;
    const hadFocus = panel.hasFocus();
    state = { ...state, open };
    memory.write({ openAt: open ? Date.now() : 0 });
    if (open && !link) loadFrame();
    show();
    tellPage();
    if (open && takesFocus) frame?.focus();
    if (!open && hadFocus) panel.launcher.focus();
    tell(open ? 'open' : 'close', {});
  }

  function loadFrame(): void {
    link?.close();
    const query = `host=${location.origin}&locale=${locale}&scheme=${settings.colorScheme}`;
    frame = panel.load(`${origin}/w/${config.shop}/frame?${query}`);
    const made = linkTo(frame, origin, greet, hear);
    link = made;
    setTimeout(() => {
      if (link !== made || made.isOpen()) return;
      panel.failed.hidden = false;
      tell('error', { code: 'FRAME_NOT_LOADED' });
    }, HELLO_MS);
  }

  function greet(): void {
    panel.failed.hidden = true;
    apply();
    tellPage();
    void tellCredential();
    for (const message of unsaid.splice(0)) link?.send(message);
  }

  function tellPage(): void {
    address = location.href;
    link?.send({ type: 'page', url: address, title: document.title, referrer: document.referrer });
    link?.send({ type: 'visible', open: state.open, fullScreen: fullScreen.matches });
  }

  async function tellCredential(): Promise<void> {
    if (!credential || !link?.isOpen()) return;
    try {
      link.send({ type: 'identify', jwt: typeof credential === 'string' ? credential : await credential() });
    } catch (error) {
      tell('error', { code: 'IDENTIFY_FAILED', message: String(error) });
    }
  }

  function hear(message: FrameMessage): void {
    if (message.type === 'close') setOpen(false);
    if (message.type === 'title') document.title = message.text;
    if (message.type === 'state') {
      const { unread } = state;
      state = { ...state, ...message.state };
      if (unread !== state.unread) tell('unread', { count: state.unread });
      memory.write({ hasChat: message.isChatOpen });
      show();
    }
    if (message.type !== 'event') return;
    if (message.name === 'identify:expired' && typeof credential === 'function') void tellCredential();
    tell(message.name, message.detail);
  }

  function onKey({ key }: KeyboardEvent): void {
    if (key === 'Escape' && panel.hasFocus()) setOpen(false);
  }

  function onClick({ target }: Event): void {
    if (settings.launcher && target instanceof Element && target.closest(settings.launcher)) setOpen(!state.open);
  }

  apply();
  show();
  const life = new AbortController();
  addEventListener('keydown', onKey, life);
  addEventListener('click', onClick, life);
  fullScreen.onchange = () => {
    show();
    tellPage();
  };
  // Pages that change without being loaded: looked at, because nobody should have to change their history for us.
  const look = setInterval(() => address !== location.href && tellPage(), LOOK_MS);
  if (memory.wasOpen()) setOpen(true, false);
  else if (memory.read().hasChat) loadFrame();

  return {
    apply,
    setOpen,
    state: () => state,
    call(verb: FrameVerb, args: unknown[]) {
      // As it is now; what cannot be sent fails here, where the caller is told, and not when the frame has come.
      const message: HostMessage = structuredClone({ type: 'call', verb, args });
      if (link?.isOpen()) link.send(message);
      else unsaid = [...unsaid, message].slice(-MOST_UNSAID);
    },
    identify(given: Credential) {
      credential = given;
      void tellCredential();
    },
    /** On shared computers, when the shop's customer signs out: nothing of them stays in this browser. */
    shutdown() {
      setOpen(false);
      link?.send({ type: 'shutdown' });
      memory.write({ hasChat: false });
      life.abort();
      clearInterval(look);
      panel.launcher.hidden = true;
      // The frame needs a moment to sign out.
      setTimeout(() => {
        link?.close();
        panel.host.remove();
      }, 1000);
    },
  };
}
