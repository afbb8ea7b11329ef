import { TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Page } from '../../../../../src/contract/common.dto';
import type { CustomerView } from '../../../../../src/contract/customers.dto';
import { Avatar } from '../../../../ui/avatar';
import { IconButton } from '../../../../ui/icon-button';
import { useDesk, useWords } from '../../../context';
import dialogStyles from '../../dialogs/dialogs.module.css';
import { useTicketWords } from '../words';
import styles from './new-ticket.module.css';

/** Who is on the phone: somebody known, or what they say of themselves. */
export interface Caller {
  known: CustomerView | null;
  name: string;
  email: string;
  phone: string;
}

export const NOBODY: Caller = { known: null, name: '', email: '', phone: '' };

const MOST = 5;
const LEAST_LETTERS = 2;

interface Props {
  shopId: string | undefined;
  caller: Caller;
  onChange: (caller: Caller) => void;
}

/** While a name, an address or a number is written, those who are known by it can be chosen. */
export function CustomerField({ shopId, caller, onChange }: Props) {
  const t = useTicketWords();
  const [searched, setSearched] = useState('');
  const found = useKnown(shopId, searched);
  const { known } = caller;
  if (known) return <Known customer={known} onForget={() => onChange({ ...caller, known: null })} />;

  function write(field: 'name' | 'email' | 'phone', value: string): void {
    setSearched(value.trim());
    onChange({ ...caller, [field]: value });
  }

  return (
    <fieldset className={styles.customer}>
      <legend className={styles.legend}>{t('new.customer')}</legend>
      <div className={styles.row}>
        <TextInput
          data-autofocus
          label={t('new.name')}
          required
          value={caller.name}
          maxLength={120}
          onChange={(event) => write('name', event.currentTarget.value)}
        />
        <TextInput
          label={t('new.phone')}
          type="tel"
          value={caller.phone}
          maxLength={40}
          onChange={(event) => write('phone', event.currentTarget.value)}
        />
        <TextInput
          label={t('new.email')}
          type="email"
          value={caller.email}
          maxLength={254}
          onChange={(event) => write('email', event.currentTarget.value)}
        />
      </div>
      {found.length > 0 && (
        <ul className={dialogStyles.targets} aria-label={t('new.known')}>
          {found.map((customer) => (
            <li key={customer.id}>
              <button type="button" className={styles.found} onClick={() => onChange({ ...caller, known: customer })}>
                <Who customer={customer} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <p className={dialogStyles.hint}>{t(found.length > 0 ? 'new.chooseHint' : 'new.customerHint')}</p>
    </fieldset>
  );
}

function Known({ customer, onForget }: { customer: CustomerView; onForget: () => void }) {
  const t = useTicketWords();
  return (
    <div className={styles.known}>
      <Who customer={customer} />
      <IconButton icon={IconX} label={t('new.otherCustomer')} onClick={onForget} />
    </div>
  );
}

function Who({ customer }: { customer: CustomerView }) {
  const { t } = useWords();
  const name = customer.name || t('customer.unnamed');
  return (
    <>
      <Avatar id={customer.id} name={name} size={28} />
      <span className={styles.name}>{name}</span>
      <span className={styles.contact}>{[customer.email, customer.phone].filter(Boolean).join(' · ')}</span>
    </>
  );
}

function useKnown(shopId: string | undefined, words: string): CustomerView[] {
  const desk = useDesk();
  const { data } = useQuery({
    queryKey: ['customers', shopId, words],
    queryFn: async ({ signal }) => {
      // Among very many customers a page may be empty although somebody fits.
      for (let cursor: string | undefined; ; ) {
        const asked = { shopId, search: words, limit: MOST, cursor };
        const page = await desk.api.get<Page<CustomerView>>('/customers', asked, signal);
        if (page.items.length > 0 || page.nextCursor === null) return page;
        cursor = page.nextCursor;
      }
    },
    enabled: desk.has('customers:read') && words.length >= LEAST_LETTERS,
    placeholderData: (before) => before,
  });
  return words.length >= LEAST_LETTERS ? (data?.items ?? []) : [];
}

/** What is sent of the caller. */
export function givenCaller({ known, name, email, phone }: Caller) {
  if (known) return { customerId: known.id };
  return {
    customer: {
      name: name.trim(),
      ...(email.trim() && { email: email.trim() }),
      ...(phone.trim() && { phone: phone.trim() }),
    },
  };
}
