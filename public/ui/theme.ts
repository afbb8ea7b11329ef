import { createTheme, type MantineColorsTuple } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { browserStorage } from '../core/storage';
import { Store } from '../core/store';

export const COLOR_MODES = ['light', 'dark', 'auto'] as const;
export type ColorMode = (typeof COLOR_MODES)[number];

const KEY = 'shopbell:colours';

/** Every step is our own token: what differs between light and dark is decided in the stylesheet. */
function tuple(token: string): MantineColorsTuple {
  const step = `var(--${token})`;
  return [step, step, step, step, step, step, step, step, step, step];
}

/** Scrolling is locked by our own stylesheet; Mantine's way of doing it would add a style element. */
export const mantineTheme = createTheme({
  primaryColor: 'accent',
  respectReducedMotion: true,
  colors: { accent: tuple('accent'), danger: tuple('danger'), muted: tuple('muted') },
  fontFamily: 'var(--font)',
  components: {
    Modal: {
      defaultProps: { lockScroll: false, centered: true, transitionProps: { transition: 'pop', duration: 120 } },
    },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: false, transitionProps: { duration: 90 } } },
    TooltipGroup: { defaultProps: { openDelay: 300, closeDelay: 100 } },
    Menu: { defaultProps: { transitionProps: { transition: 'pop', duration: 90 }, shadow: 'md' } },
    Popover: { defaultProps: { transitionProps: { transition: 'pop', duration: 90 }, shadow: 'md' } },
  },
});

const storage = browserStorage();
const system = window.matchMedia('(prefers-color-scheme: dark)');

function stored(): ColorMode {
  const value = storage.get(KEY);
  return COLOR_MODES.find((mode) => mode === value) ?? 'auto';
}

function resolve(mode: ColorMode): 'light' | 'dark' {
  if (mode !== 'auto') return mode;
  return system.matches ? 'dark' : 'light';
}

const mode = new Store<ColorMode>(stored());
const shown = new Store<'light' | 'dark'>(resolve(mode.get()));

function apply(): void {
  shown.set(resolve(mode.get()));
  document.documentElement.dataset.theme = shown.get();
}

mode.subscribe(apply);
system.addEventListener('change', apply);
apply();

export function setColorMode(chosen: ColorMode): void {
  storage.set(KEY, chosen);
  mode.set(chosen);
}

export function useColorMode(): ColorMode {
  return useSyncExternalStore(mode.subscribe, mode.get);
}

/** What `auto` comes to at the moment. */
export function useShownColors(): 'light' | 'dark' {
  return useSyncExternalStore(shown.subscribe, shown.get);
}
