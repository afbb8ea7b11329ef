import { useEffect, useState } from 'preact/hooks';
import type { WidgetConfig } from '../../../src/contract/widget.dto';

type ChatView = typeof import('./chat').Chat;

const AGAIN_MS = 2000;
let loaded: ChatView | null = null;

/** The chat is not needed to see the home page, so it comes right after it; a failed try is repeated. */
export async function loadChat(): Promise<ChatView> {
  while (!loaded) {
    loaded = await import('./chat').then(
      ({ Chat }) => Chat,
      () => new Promise((resolve) => setTimeout(() => resolve(null), AGAIN_MS)),
    );
  }
  return loaded;
}

export function ChatLater({ config }: { config: WidgetConfig }) {
  const [Chat, setChat] = useState(() => loaded);
  useEffect(() => {
    if (!Chat) void loadChat().then((view) => setChat(() => view));
  }, [Chat]);
  return Chat ? <Chat config={config} /> : <div class="page loading" aria-busy="true" />;
}
