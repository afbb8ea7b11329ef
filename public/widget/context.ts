import { createContext } from 'preact';
import { useContext, useLayoutEffect, useReducer } from 'preact/hooks';
import type { Formatter } from '../core/format';
import type { Translate } from '../core/i18n';
import type english from '../messages/widget.en.json';
import type { Widget } from './model/widget';

export type WidgetKey = keyof typeof english;

interface Words {
  t: Translate<WidgetKey>;
  format: Formatter;
  locale: string;
}

interface Around extends Words {
  widget: Widget;
}

/** What every view may use: the widget and the words of its language. */
export const Surroundings = createContext<Around | null>(null);

function useSurroundings(): Around {
  const around = useContext(Surroundings);
  if (!around) throw new Error('A view of the widget was drawn outside of it');
  return around;
}

export const useWidget = (): Widget => useSurroundings().widget;
export const useWords = (): Words => useSurroundings();

interface Watchable<T> {
  get: () => T;
  subscribe: (listener: () => void) => () => void;
}

/** The present value of a store; draws the view again when it changes. */
export function useStore<T>(store: Watchable<T>): T {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const value = store.get();
  useLayoutEffect(() => {
    const check = () => redraw(undefined);
    if (!Object.is(store.get(), value)) check();
    return store.subscribe(check);
  }, [store]);
  return value;
}
