import type { ColorScheme } from './bridge';

/** What a page can set with `boot` and `update`. */
export interface Settings {
  locale?: string;
  position?: 'left' | 'right';
  hideLauncher?: boolean;
  zIndex?: number;
  colorScheme?: ColorScheme;
  /** Pixels from the corner. */
  offset?: { x?: number; y?: number };
  /** Selector of the page's own buttons that open the chat. */
  launcher?: string;
  /** What the page says of its visitor, as with `setAttributes`. */
  customAttributes?: Record<string, unknown>;
  /** With false, nothing is shown before `boot`. */
  autoBoot?: boolean;
}
