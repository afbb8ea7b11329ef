import type { LoaderConfig } from '../../src/contract/widget.dto';
import german from '../messages/loader.de.json';
import english from '../messages/loader.en.json';
import type { WidgetEventName } from './bridge';
import type { Settings } from './settings';
import { type Credential, createWidget, type HostWidget } from './widget';

/** Not declared anywhere: the server puts the shop's `LoaderConfig` as JSON in the place of this name. */
declare const __SHOPBELL_CONFIG__: LoaderConfig;

type Listener = (detail: unknown) => void;

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
  const listeners: Record<string, Set<Listener> | undefined> = {};
  let settings: Settings = {};
  let widget: HostWidget | undefined;

  function tell(name: WidgetEventName, detail: unknown): void {
    for (const listener of [...(listeners[name] ?? [])]) {
      try {
        listener(detail);
      } catch (error) {
        console.error(error);
      }
    }
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
  }

  function on(name: string, listener: Listener): () => void {
    listeners[name] ??= new Set();
    const known = listeners[name].add(listener);
    return () => void known.delete(listener);
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
    on,
    once(name: string, listener: Listener) {
      const off = on(name, (detail) => {
        off();
        listener(detail);
      });
      return off;
    },
    off: (name: string, listener: Listener) => listeners[name]?.delete(listener),
    state: () => widget?.state() ?? { booted: false },
    shutdown() {
      widget?.shutdown();
      widget = undefined;
    },
  };

  /** Never throws into the page: a mistake there must not be made worse here. */
  const shopbell: Shopbell = (verb, ...args) => {
    const command = commands[verb] as ((...given: unknown[]) => unknown) | undefined;
    if (!command) {
      const near = Object.keys(commands).find((name) => name.slice(0, 2) === verb.slice(0, 2));
      console.warn('Shopbell: unknown', verb, near ?? '');
    }
    const result = command?.(...args);
    return typeof result === 'function' ? result : Promise.resolve(result);
  };
  shopbell.version = config.version;
  window.Shopbell = shopbell;

  for (const call of queued) shopbell(...(Array.from(call) as [string]));
  if (settings.autoBoot !== false) booted();
}

start(__SHOPBELL_CONFIG__);
