import { Button } from '@mantine/core';
import { IconArrowLeft, IconCheck, IconLayoutSidebarRight, IconTransfer } from '@tabler/icons-react';
import type { ChatDetail } from '../../../../src/contract/chats.dto';
import { Avatar } from '../../../ui/avatar';
import { IconButton } from '../../../ui/icon-button';
import { Kbd } from '../../../ui/kbd';
import { useAction } from '../../../ui/use-action';
import { useMedia } from '../../../ui/use-media';
import { useSelected } from '../../../ui/use-store';
import { useDesk, useWords } from '../../context';
import { failureText } from '../../failure-words';
import { useGo } from '../../place';
import { ChatMenu } from './chat-menu';
import styles from './header.module.css';
import { HeaderLine } from './header-line';
import { useTake } from './use-take';

export function Header({ chat }: { chat: ChatDetail }) {
  const { screen, customersHere } = useDesk();
  const { t } = useWords();
  const go = useGo();
  const isHere = useSelected(customersHere, (here) => here.has(chat.customer.id));
  const name = chat.customer.name || t('customer.unnamed');
  return (
    <header className={styles.header}>
      <span className={styles.back}>
        <IconButton icon={IconArrowLeft} label={t('action.back')} size={40} onClick={() => go({ chatId: null })} />
      </span>
      <Avatar
        id={chat.customer.id}
        name={name}
        presence={isHere ? 'here' : 'gone'}
        presenceLabel={t('customer.here')}
      />
      <div className={styles.who}>
        <h2 className={styles.name} title={name}>
          {name}
        </h2>
        <HeaderLine chat={chat} />
      </div>
      <Actions chat={chat} />
      <IconButton
        icon={IconLayoutSidebarRight}
        label={t('details.toggle')}
        shortcut="]"
        onClick={() => {
          const store = window.matchMedia('(min-width: 1200px)').matches ? screen.isDetailsKept : screen.isDetailsOver;
          store.update((isOpen) => !isOpen);
        }}
      />
    </header>
  );
}

function Actions({ chat }: { chat: ChatDetail }) {
  const desk = useDesk();
  const { t } = useWords();
  const take = useTake(chat.id);
  const release = useAction(() => desk.change(chat.id, 'release'));
  const isNarrow = useMedia('(max-width: 640px)');
  const failure = take.failure ?? release.failure;
  const transfer = () => desk.screen.open({ kind: 'transfer', chatId: chat.id });
  const close = () => desk.screen.open({ kind: 'close', chatId: chat.id });
  return (
    <div className={styles.actions}>
      {failure !== null && (
        <p className={styles.failure} role="alert">
          {failureText(t, failure)}
        </p>
      )}
      {chat.can.take && (
        <Button size="xs" h={32} loading={take.isRunning} onClick={take.run}>
          {t('action.take')}
        </Button>
      )}
      {chat.can.transfer && !isNarrow && (
        <Button
          size="xs"
          h={32}
          variant="default"
          rightSection={<Key name="A" />}
          aria-keyshortcuts="A"
          onClick={transfer}
        >
          {t('action.transfer')}
        </Button>
      )}
      {chat.can.transfer && isNarrow && (
        <IconButton icon={IconTransfer} label={t('action.transfer')} size={40} onClick={transfer} />
      )}
      {chat.can.close && !isNarrow && (
        <Button
          size="xs"
          h={32}
          variant={chat.can.take ? 'default' : 'filled'}
          rightSection={<Key name="E" />}
          aria-keyshortcuts="E"
          onClick={close}
        >
          {t('action.close.chat')}
        </Button>
      )}
      {chat.can.close && isNarrow && (
        <IconButton icon={IconCheck} label={t('action.close.chat')} size={40} onClick={close} />
      )}
      <ChatMenu chat={chat} onRelease={release.run} />
    </div>
  );
}

/** Given up for the line beside it where there is little room. */
function Key({ name }: { name: string }) {
  return (
    <span className={styles.key}>
      <Kbd>{name}</Kbd>
    </span>
  );
}
