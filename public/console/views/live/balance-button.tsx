import { Button } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { laterPart } from '../../../ui/later-part';
import { useDesk } from '../../context';
import { usePageWords } from '../page/page-words';

const BalanceDialog = laterPart(async () => (await import('./balance-dialog')).BalanceDialog);

/** For those in charge of the shop's tickets. */
export function BalanceButton() {
  const desk = useDesk();
  const { t } = usePageWords();
  const [isOpen, setIsOpen] = useState(false);
  const isInCharge = desk.me.grants.some(
    ({ permission, scope }) => permission === 'tickets:transfer' && (scope === 'shop' || scope === 'all'),
  );
  if (!isInCharge || !desk.has('teams:read')) return null;
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconArrowsExchange size={14} />}
        onClick={() => setIsOpen(true)}
      >
        {t('balance.open')}
      </Button>
      {isOpen && (
        <Suspense>
          <BalanceDialog onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
