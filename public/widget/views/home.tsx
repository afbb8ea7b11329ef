import type { WidgetConfig } from '../../../src/contract/widget.dto';
import { useStore, useWidget, useWords } from '../context';
import { wear } from '../styles';
import styles from '../styles/home.css?inline';
import { Avatar } from './avatar';
import { CloseButton } from './close-button';
import { Earlier } from './earlier';
import { ClockIcon, MoonIcon, NextIcon } from './icons';

wear(styles);

export function Home({ config }: { config: WidgetConfig }) {
  const widget = useWidget();
  const { t } = useWords();
  const visitor = useStore(widget.visit.visitor);
  const hasOpenChat = (useStore(widget.line.chat)?.status ?? 'closed') !== 'closed';
  const firstName = visitor?.name?.split(/\s+/u)[0];

  function begin(topic: string | null): void {
    widget.topic.set(topic);
    widget.place.set('form');
  }

  return (
    <div class="page home">
      <header class="hero">
        <div class="corner">
          <CloseButton />
        </div>
        {config.agentsOnline.length > 0 && (
          <div class="faces">
            {config.agentsOnline.map((agent) => (
              <Avatar key={agent.id} person={agent} />
            ))}
            <span class="visually-hidden">{t('home.online', { count: config.agentsOnline.length })}</span>
          </div>
        )}
        <h1>
          <span class="hello">{firstName ? t('home.helloName', { name: firstName }) : t('home.hello')}</span>
          <span dir="auto">{config.branding.greeting || t('home.greeting')}</span>
        </h1>
        <p>
          <ReplyTime config={config} />
        </p>
      </header>
      <main class="cards">
        <RecentChat />
        {!hasOpenChat && (
          <button type="button" class="primary wide" onClick={() => begin(null)}>
            {t(config.isOpen ? 'home.start' : 'form.leave')}
          </button>
        )}
        {!hasOpenChat && config.topics.length > 0 && (
          <nav class="topics" aria-label={t('home.topics')}>
            {config.topics.slice(0, 5).map((topic) => (
              <button key={topic} type="button" onClick={() => begin(topic)}>
                <span dir="auto">{topic}</span>
                <NextIcon />
              </button>
            ))}
          </nav>
        )}
        <Earlier />
      </main>
      <footer class="hours">
        <Hours config={config} />
      </footer>
    </div>
  );
}

function RecentChat() {
  const widget = useWidget();
  const { t, format } = useWords();
  const chat = useStore(widget.line.chat);
  const conversation = useStore(widget.line.conversation);
  const unread = useStore(widget.unread);
  if (!chat || !conversation) return null;

  const last = conversation.transcript.get().messages.findLast((message) => !message.system);
  const who = last?.author.kind === 'employee' ? last.author.name : t('home.you');
  return (
    <button type="button" class="card" onClick={() => widget.place.set('chat')}>
      <strong>
        {t(chat.status === 'closed' ? 'home.last' : 'home.continue')}
        {unread > 0 && <span class="count">{unread}</span>}
      </strong>
      {last && (
        <span class="card-line">
          <span class="preview" dir="auto">
            {t('home.preview', { who, text: last.body || t('home.file') })}
          </span>
          <span>{format.relative(last.createdAt, widget.clock.now())}</span>
        </span>
      )}
    </button>
  );
}

/** Said only when it is known and worth saying. */
function ReplyTime({ config }: { config: WidgetConfig }) {
  const { t } = useWords();
  if (!config.isOpen) return <>{t('home.closed')}</>;
  if (config.typicalReplySeconds === null) return <>{t('home.soon')}</>;
  return <>{t('home.replies', { minutes: Math.max(1, Math.ceil(config.typicalReplySeconds / 60)) })}</>;
}

function Hours({ config: { isOpen, opensAt, closesAt } }: { config: WidgetConfig }) {
  const { clock } = useWidget();
  const { t, format } = useWords();
  if (isOpen && closesAt) {
    return (
      <>
        <ClockIcon />
        {t('home.openUntil', { time: format.time(closesAt) })}
      </>
    );
  }
  if (isOpen || !opensAt) return null;
  return (
    <>
      <MoonIcon />
      {t('home.opensAt', { day: format.day(opensAt, clock.now()), time: format.time(opensAt) })}
    </>
  );
}
