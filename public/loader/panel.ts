import type english from '../messages/loader.en.json';
import { signOn } from './contrast';
import type { Settings } from './settings';
import { STYLES } from './styles';

type Words = typeof english;

const BUBBLE =
  'M12 4c-4.7 0-8 3-8 7 0 2.2 1 4.1 2.7 5.4-.1 1.2-.6 2.3-1.4 3.3 1.8-.1 3.4-.8 4.7-1.9.6.1 1.3.2 2 .2 4.7 0 8-3 8-7s-3.3-7-8-7Z';
const DOWN = 'M6 9.5l6 6 6-6';

/** The launcher and the panel, in a shadow root that the host page's styles do not reach. */
export function createPanel(words: Words, accent: string, onToggle: () => void, onRetry: () => void) {
  const host = element('shopbell-widget');
  const panel = element('div', 'panel');
  const launcher = button(onToggle);
  const badge = element('span', 'badge');
  const failed = element('div', 'failed');
  const page = document.documentElement;

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLES);
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [sheet];
  panel.role = 'dialog';
  panel.ariaLabel = 'Shopbell';
  badge.ariaHidden = 'true';
  launcher.append(icon(BUBBLE), icon(DOWN), badge);
  const retry = button(onRetry);
  retry.append(words.retry);
  failed.append(words.failed, retry);
  failed.hidden = true;
  panel.append(failed);
  root.append(panel, launcher);
  // Outside the body: pages that swap it keep their launcher, and a full-screen chat can make all of it inert.
  page.append(host);

  return {
    host,
    launcher,
    failed,
    /** Whether it was in the chat or on the launcher that the person last did something. */
    hasFocus: () => !!root.activeElement,

    apply({ position, zIndex = 2147483000, offset, hideLauncher, colorScheme = 'auto' }: Settings) {
      const variables = {
        z: zIndex,
        x: `${offset?.x ?? 20}px`,
        y: `${offset?.y ?? 20}px`,
        accent,
        on: signOn(accent),
      };
      for (const [name, value] of Object.entries(variables)) host.style.setProperty(`--${name}`, String(value));
      panel.style.colorScheme = colorScheme === 'auto' ? 'light dark' : colorScheme;
      launcher.className = `launcher ${position}`;
      panel.className = `panel ${position}`;
      launcher.hidden = !!hideLauncher;
    },

    /** Small screens give all of theirs to the chat; what is behind it can then be neither scrolled nor reached. */
    show(isOpen: boolean, unread: number, isFullScreen: boolean) {
      const isCovering = isOpen && isFullScreen;
      panel.toggleAttribute('open', isOpen);
      panel.ariaModal = String(isCovering);
      launcher.ariaExpanded = String(isOpen);
      launcher.ariaLabel = isOpen ? words.close : unread ? words.unread.replace('{count}', String(unread)) : words.open;
      badge.hidden = isOpen || !unread;
      badge.textContent = String(unread);
      document.body.inert = isCovering;
      page.style.overflow = isCovering ? 'hidden' : '';
    },

    load(address: string): HTMLIFrameElement {
      root.querySelector('iframe')?.remove();
      failed.hidden = true;
      const frame = document.createElement('iframe');
      frame.title = words.open;
      frame.allow = 'clipboard-write;fullscreen';
      frame.src = address;
      panel.prepend(frame);
      return frame;
    },
  };
}

function element(tag: string, className = ''): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  return made;
}

function button(onClick: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.onclick = onClick;
  return made;
}

function icon(path: string): SVGElement {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  const shape = document.createElementNS(namespace, 'path');
  svg.setAttribute('viewBox', '0 0 24 24');
  shape.setAttribute('d', path);
  svg.append(shape);
  return svg;
}
