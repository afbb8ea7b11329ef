import type { LoaderConfig } from '../../src/contract/widget.dto';
import type english from '../messages/loader.en.json';
import type { Settings } from './settings';
import { STYLES } from './styles';

type Words = typeof english;

/** The launcher and the panel, in a shadow root that the host page's styles do not reach. */
export function createPanel(
  words: Words,
  { branding: { accent }, sign: on }: LoaderConfig,
  onToggle: () => void,
  onRetry: () => void,
) {
  const host = element('shopbell-widget', '');
  const panel = element('div', 'panel');
  const launcher = element('button', '', onToggle);
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
  launcher.append(badge);
  const retry = element('button', '', onRetry);
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
      const scheme = colorScheme === 'auto' ? 'light dark' : colorScheme;
      host.style.cssText = `--z:${zIndex};--x:${offset?.x ?? 20}px;--y:${offset?.y ?? 20}px;--c:${accent};--on:${on};--s:${scheme}`;
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

function element(tag: string, className: string, onClick: (() => void) | null = null): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  made.onclick = onClick;
  return made;
}
