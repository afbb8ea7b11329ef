import { Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  IconArrowBackUp,
  IconBan,
  IconCheck,
  IconDots,
  IconGitMerge,
  IconLink,
  IconPlayerPause,
  IconTransfer,
} from '@tabler/icons-react';
import type { TicketDetail } from '../../../../../src/contract/tickets.dto';
import { IconButton } from '../../../../ui/icon-button';
import { useDesk, useWords } from '../../../context';
import { useTicketWords } from '../words';

interface Props {
  ticket: TicketDetail;
  isNarrow: boolean;
  onHold: () => void;
  onRelease: () => void;
  onHand: () => void;
  onClose: () => void;
}

/** What is done less often, and on a phone what has no room beside the title. */
export function TicketMenu({ ticket, isNarrow, onHold, onRelease, onHand, onClose }: Props) {
  const { screen } = useDesk();
  const { t } = useWords();
  const translate = useTicketWords();
  const { can, id: ticketId } = ticket;

  async function copyLink(): Promise<void> {
    await navigator.clipboard.writeText(window.location.href);
    notifications.show({ message: t('chat.linkCopied') });
  }

  const items = [
    { isShown: can.hold, key: 'hold', Icon: IconPlayerPause, run: onHold },
    { isShown: isNarrow && can.transfer, key: 'transfer', Icon: IconTransfer, run: onHand },
    { isShown: isNarrow && can.close, key: 'close', Icon: IconCheck, run: onClose },
    { isShown: can.release, key: 'release', Icon: IconArrowBackUp, run: onRelease },
    {
      isShown: can.decline,
      key: 'decline',
      Icon: IconBan,
      run: () => screen.open({ kind: 'declineTicket', ticketId }),
    },
    { isShown: can.merge, key: 'merge', Icon: IconGitMerge, run: () => screen.open({ kind: 'mergeTicket', ticketId }) },
  ] as const;
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <IconButton icon={IconDots} label={t('chat.more')} size={isNarrow ? 40 : 32} />
      </Menu.Target>
      <Menu.Dropdown>
        {items
          .filter(({ isShown }) => isShown)
          .map(({ key, Icon, run }) => (
            <Menu.Item key={key} leftSection={<Icon size={16} />} onClick={run}>
              {translate(`action.${key}`)}
            </Menu.Item>
          ))}
        <Menu.Item leftSection={<IconLink size={16} />} onClick={() => void copyLink()}>
          {t('chat.copyLink')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
