import { useEffect, useState } from 'preact/hooks';
import type { CustomerChatView } from '../../../src/contract/chats.dto';
import type { Page } from '../../../src/contract/common.dto';
import { asApiError } from '../../core/api-error';
import { useStore, useWidget, useWords } from '../context';
import { Face } from './faces';

const AT_ONCE = 5;

/** The customer's other chats with this shop, to read. */
export function Earlier() {
  const widget = useWidget();
  const { t, format } = useWords();
  const visitor = useStore(widget.visit.visitor);
  const current = useStore(widget.line.chat);
  const [chats, setChats] = useState<CustomerChatView[]>([]);
  const [nextCursor, setNextCursor] = useState<string | null>(null);
  const customerId = visitor?.customerId;

  async function load(before: CustomerChatView[], cursor?: string): Promise<void> {
    const page = await widget.visit.api.get<Page<CustomerChatView>>('/chats/history', { limit: AT_ONCE, cursor });
    setChats([...before, ...page.items]);
    setNextCursor(page.nextCursor);
  }

  useEffect(() => {
    if (customerId) load([]).catch(asApiError);
    else setChats([]);
  }, [customerId, current?.id]);

  const past = chats.filter(({ id, status }) => id !== current?.id && status === 'closed');
  if (past.length === 0) return null;
  return (
    <section class="earlier" aria-labelledby="earlier-title">
      <h2 id="earlier-title">{t('home.earlier')}</h2>
      <ul>
        {past.map((chat) => (
          <li key={chat.id}>
            <button type="button" onClick={() => widget.showPast(chat)}>
              <span class="earlier-title" dir="auto">
                {chat.topic ?? chat.agent?.name ?? t('past.nobody')}
              </span>
              <span class="earlier-line">
                {chat.topic && chat.agent && <span dir="auto">{chat.agent.name}</span>}
                <span>{format.day(chat.startedAt, widget.clock.now())}</span>
              </span>
              {chat.review && <Face rating={chat.review.rating} />}
            </button>
          </li>
        ))}
      </ul>
      {nextCursor && (
        <button type="button" class="link" onClick={() => void load(chats, nextCursor).catch(asApiError)}>
          {t('home.earlier.more')}
        </button>
      )}
    </section>
  );
}
