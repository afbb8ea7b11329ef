import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

const AGAIN_MS = 2000;

/**
 * A view whose code comes when it is first shown, or before that with `bring`. A failed try is repeated; what stands in
 * its place meanwhile has the class `loading` of the whole page, or nothing when it is only a part of one.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>, isPage = false) {
  let loaded: ComponentType<Props> | null = null;

  async function bring(): Promise<ComponentType<Props>> {
    while (!loaded) loaded = await load().catch(again);
    return loaded;
  }

  function Later(props: Props) {
    const [View, setView] = useState(() => loaded);
    useEffect(() => {
      if (!View) void bring().then((view) => setView(() => view));
    }, [View]);
    if (View) return <View {...props} />;
    return isPage ? <div class="page loading" aria-busy="true" /> : null;
  }

  return Object.assign(Later, { bring });
}

function again(): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), AGAIN_MS));
}
