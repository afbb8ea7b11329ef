import { useEffect } from 'preact/hooks';
import { useStore, useWidget } from '../context';
import { ChatLater, loadChat } from './chat-later';
import { Failure } from './failure';
import { Home } from './home';
import { PreChat } from './pre-chat';

export function App() {
  const widget = useWidget();
  const config = useStore(widget.config);
  const problem = useStore(widget.problem);
  const place = useStore(widget.place);
  const isKnown = useStore(widget.line.isKnown);
  const hasChat = useStore(widget.line.chat) !== null;
  useEscape();
  useEffect(() => {
    if (config) void loadChat();
  }, [config]);

  if (problem && !config) return <Failure error={problem} />;
  if (!config || (!isKnown && !hasChat && place === 'home')) return <div class="page loading" aria-busy="true" />;
  if (place === 'form') return <PreChat config={config} />;
  if (place === 'chat') return <ChatLater config={config} />;
  return <Home config={config} />;
}

/** The page around hears no keys that are pressed in here. */
function useEscape(): void {
  const { host } = useWidget();
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector('dialog[open]')) host.close();
    };
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, [host]);
}
