import { useEffect } from 'preact/hooks';
import { asApiError } from '../../core/api-error';
import { useStore, useWidget, useWords } from '../context';
import { later } from './later';

const Chat = later(async () => (await import('./chat')).Chat, true);
const Failure = later(async () => (await import('./failure')).Failure, true);
const Filed = later(async () => (await import('./filed')).Filed, true);
const Home = later(async () => (await import('./home')).Home, true);
const PastChat = later(async () => (await import('./past-chat')).PastChat, true);
const PreChat = later(async () => (await import('./pre-chat')).PreChat, true);

export function App() {
  const widget = useWidget();
  const config = useStore(widget.config);
  const problem = useStore(widget.problem);
  const place = useStore(widget.place);
  const past = useStore(widget.past);
  const isKnown = useStore(widget.line.isKnown);
  const hasChat = useStore(widget.line.chat) !== null;
  const isHome = config !== null && place === 'home' && (isKnown || hasChat);
  useEscape();
  useAttention();
  useEffect(() => {
    // What comes next from there, so that nobody waits for it.
    if (isHome) void PreChat.bring().then(() => Chat.bring());
  }, [isHome]);

  if (problem && !config) return <Failure error={problem} />;
  if (!config || (place === 'home' && !isHome)) return <div class="page loading" aria-busy="true" />;
  if (place === 'form') return <PreChat config={config} />;
  if (place === 'chat') return <Chat config={config} />;
  if (place === 'filed') return <Filed />;
  if (place === 'past' && past) return <PastChat key={past.id} chat={past} />;
  return <Home config={config} />;
}

/** Only who has a chat can be called back to it, so the code for that comes with the first one. */
function useAttention(): void {
  const widget = useWidget();
  const { t } = useWords();
  const hasChat = useStore(widget.line.chat) !== null;
  useEffect(() => {
    if (!hasChat) return;
    const coming = import('../model/attention').then(({ attend }) => attend(widget, t));
    return () => void coming.then((stop) => stop(), asApiError);
  }, [hasChat, widget, t]);
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
