import { IconX } from '@tabler/icons-react';
import type { TicketDetail } from '../../../../../src/contract/tickets.dto';
import { Avatar } from '../../../../ui/avatar';
import { Chip } from '../../../../ui/chip';
import { IconButton } from '../../../../ui/icon-button';
import { useSelected } from '../../../../ui/use-store';
import { useDesk, useWords } from '../../../context';
import { CopyValue } from '../../details/copy-value';
import styles from '../../details/details.module.css';
import { Promises } from './promises';
import { Properties } from './properties';
import { TicketHistory } from './ticket-history';
import { TicketLinks } from './ticket-links';

/** Whose ticket it is, what is known of it, what was promised, and what happened. */
export function TicketDetails({ ticket }: { ticket: TicketDetail }) {
  const { screen, customersHere } = useDesk();
  const { t } = useWords();
  const { customer } = ticket;
  const isHere = useSelected(customersHere, (here) => here.has(customer.id));
  const name = customer.name || t('customer.unnamed');
  return (
    <>
      <header className={styles.who}>
        <Avatar id={customer.id} name={name} presence={isHere ? 'here' : 'gone'} presenceLabel={t('customer.here')} />
        <div className={styles.person}>
          <p className={styles.name}>
            <span className={styles.nameText} title={name}>
              {name}
            </span>
            {customer.isVerified && <Chip tone="ok">{t('customer.verified')}</Chip>}
          </p>
          {customer.email && <CopyValue value={customer.email} />}
        </div>
        <span className={styles.close}>
          <IconButton icon={IconX} label={t('action.close')} onClick={() => screen.isDetailsOver.set(false)} />
        </span>
      </header>
      <Properties ticket={ticket} />
      <TicketLinks ticket={ticket} />
      <Promises ticket={ticket} />
      <TicketHistory ticket={ticket} />
    </>
  );
}
