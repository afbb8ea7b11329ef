import { Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowBackUp, IconBan, IconDots, IconLink, IconRoute, IconTicket } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import type { ChatDetail } from '../../../../src/contract/chats.dto';
import { IconButton } from '../../../ui/icon-button';
import { useDesk, useWords } from '../../context';
import { RoutingDialog } from '../later';

/** What is done less often. */
export function ChatMenu({ chat, onRelease }: { chat: ChatDetail; onRelease: () => void }) {
  const desk = useDesk();
  const { screen } = desk;
  const { t } = useWords();
  const [isExplained, setIsExplained] = useState(false);

  async function copyLink(): Promise<void> {
    await navigator.clipboard.writeText(window.location.href);
    notifications.show({ message: t('chat.linkCopied') });
  }

  return (
    <>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <IconButton icon={IconDots} label={t('chat.more')} />
        </Menu.Target>
        <Menu.Dropdown>
          {chat.can.release && (
            <Menu.Item leftSection={<IconArrowBackUp size={16} />} onClick={onRelease}>
              {t('action.release')}
            </Menu.Item>
          )}
          {chat.can.decline && (
            <Menu.Item
              leftSection={<IconBan size={16} />}
              onClick={() => screen.open({ kind: 'decline', chatId: chat.id })}
            >
              {t('action.decline')}
            </Menu.Item>
          )}
          {desk.has('tickets:create') && (
            <Menu.Item
              leftSection={<IconTicket size={16} />}
              onClick={() => screen.open({ kind: 'ticketFromChat', chatId: chat.id })}
            >
              {t('chat.toTicket')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconRoute size={16} />} onClick={() => setIsExplained(true)}>
            {t('routing.open')}
          </Menu.Item>
          <Menu.Item leftSection={<IconLink size={16} />} onClick={() => void copyLink()}>
            {t('chat.copyLink')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isExplained && (
        <Suspense>
          <RoutingDialog chatId={chat.id} onClose={() => setIsExplained(false)} />
        </Suspense>
      )}
    </>
  );
}
