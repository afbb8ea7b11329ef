import type { LoaderConfig } from '../../src/contract/widget.dto';
import german from '../messages/loader.de.json';
import english from '../messages/loader.en.json';
import type { FrameVerb, WidgetEventName } from './bridge';
import { nearest } from './nearest';
import type { Settings } from './settings';
import { type Credential, createWidget, type HostWidget } from './widget';

/** Not declared anywhere: the server puts the shop's `LoaderConfig` as JSON in the place of this name. */
declare const __SHOPBELL_CONFIG__: LoaderConfig;

/** What the frame does. Those that show something open it first. */
const FORWARDED: FrameVerb[] = ['showHome', 'showNewMessage', 'setAttributes', 'track', 'page'];

type Listener = (detail: unknown) => void;
type Hearing = (event: Event) => void;

interface Shopbell {
  (verb: string, ...args: unknown[]): unknown;
  q?: ArrayLike<unknown>[];
  version?: string;
}

declare global {
  interface Window {
    Shopbell?: Shopbell;
  }
}

/** Takes over from the page's queueing stand-in: what was called before this script arrived is done now, in order. */
function start(config: LoaderConfig): void {
  if (window.Shopbell?.version) return;
  const queued = window.Shopbell?.q ?? [];
  const script = document.currentScript as HTMLScriptElement | null;
  const origin = script?.src ? new URL(script.src).origin : config.origin;
  const hearings = new WeakMap<Listener, Hearing>();
  let settings: Settings = {};
  let widget: HostWidget | undefined;

  /** The page's listeners hear the same events as its window; one that fails disturbs no other. */
  function tell(name: WidgetEventName, detail: unknown): void {
    dispatchEvent(new CustomEvent(`shopbell:${name}`, { detail }));
  }

  /** Most verbs mean nothing before there is a widget, so they make one. */
  function booted(): HostWidget {
    if (widget) return widget;
    const locale = settings.locale || document.documentElement.lang || config.locale;
    const words = /^de/i.test(locale) ? german : english;
    widget = createWidget({ config, origin, locale, words, tell }, settings);
    tell('ready', {});
    return widget;
  }

  function update(change: Settings = {}): void {
    settings = { ...settings, ...change };
    widget?.apply(change);
    if (change.customAttributes) booted().call('setAttributes', [change.customAttributes]);
  }

  function on(name: string, listener: Listener, options?: AddEventListenerOptions): () => void {
    const hear: Hearing = hearings.get(listener) ?? ((event) => listener((event as CustomEvent<unknown>).detail));
    hearings.set(listener, hear);
    addEventListener(`shopbell:${name}`, hear, options);
    return () => off(name, listener);
  }

  function off(name: string, listener: Listener): void {
    const hear = hearings.get(listener);
    if (hear) removeEventListener(`shopbell:${name}`, hear);
  }

  const show = () => booted().setOpen(true);
  const hide = () => booted().setOpen(false);
  const commands: Record<string, (...args: never[]) => unknown> = {
    boot(given: Settings) {
      update(given);
      booted();
    },
    update,
    identify: (credential: Credential) => booted().identify(credential),
    show,
    open: show,
    hide,
    close: hide,
    toggle: () => booted().setOpen(!booted().state().open),
    showLauncher: () => update({ hideLauncher: false }),
    hideLauncher: () => update({ hideLauncher: true }),
    on,
    once: (name: string, listener: Listener) => on(name, listener, { once: true }),
    off,
    state: () => widget?.state() ?? { booted: false },
    shutdown() {
      widget?.shutdown();
      widget = undefined;
    },
  };

  for (const verb of FORWARDED) {
    commands[verb] = (...args) => {
      booted().call(verb, args);
      if (/^sh/.test(verb)) show();
    };
  }

  /** Never throws into the page: a mistake there must not be made worse here. */
  const shopbell: Shopbell = (verb, ...args) => {
    let result: unknown;
    try {
      if (Object.hasOwn(commands, verb)) result = (commands[verb] as (...given: unknown[]) => unknown)(...args);
      else console.warn(`Shopbell: no “${verb}”, but “${nearest(String(verb), Object.keys(commands))}”`);
    } catch (error) {
      console.error(error);
    }
    return typeof result === 'function' ? result : Promise.resolve(result);
  };
  shopbell.version = config.version;
  window.Shopbell = shopbell;

  for (const call of queued) shopbell(...(Array.from(call) as [string]));
  if (settings.autoBoot !== false) booted();
}

start(__SHOPBELL_CONFIG__);
