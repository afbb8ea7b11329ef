import type { WidgetConfig } from '../../src/contract/widget.dto';
import { brandColours } from '../core/brand';
import type { Store } from '../core/store';
import type { Host } from './model/host';

/** Light or dark as the page wishes or the system says, in the shop's colour. */
export function followTheme(host: Host, config: Store<WidgetConfig | null>): void {
  const prefersDark = matchMedia('(prefers-color-scheme: dark)');
  const root = document.documentElement;

  function apply(): void {
    const scheme = host.colorScheme.get();
    const isDark = scheme === 'auto' ? prefersDark.matches : scheme === 'dark';
    const theme = isDark ? 'dark' : 'light';
    root.dataset.theme = theme;

    const brand = config.get()?.branding.accent;
    if (!brand) return;
    const { accent, accentHover, accentSoft, accentText, onAccent } = brandColours(brand, theme);
    root.style.setProperty('--accent', accent);
    root.style.setProperty('--accent-hover', accentHover);
    root.style.setProperty('--accent-soft', accentSoft);
    root.style.setProperty('--accent-text', accentText);
    root.style.setProperty('--on-accent', onAccent);
    root.style.setProperty('--focus', accentText);
  }

  prefersDark.addEventListener('change', apply);
  host.colorScheme.subscribe(apply);
  config.subscribe(apply);
  apply();
}
