import { Button, Checkbox, Modal, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SavedViewView } from '../../../../../src/contract/saved-views.dto';
import { useAction } from '../../../../ui/use-action';
import { useStore } from '../../../../ui/use-store';
import { useDesk, useWords } from '../../../context';
import { failureText } from '../../../failure-words';
import { keptFilters } from '../../../model/kept-lists';
import { sortOf } from '../../../model/ticket-lists';
import { useTicketPlace } from '../../../place';
import styles from '../../dialogs/dialogs.module.css';
import { useKeptLists } from '../../shell/use-kept-lists';
import { useTicketWords } from '../words';

interface Props {
  /** Null keeps the list that is looked at. */
  keptId: string | null;
  onClose: () => void;
}

/** Keeps a list under a name; renames, shares and deletes one that is kept. */
export function KeepList({ keptId, onClose }: Props) {
  const { lists } = useKeptLists();
  const kept = lists.find(({ id }) => id === keptId) ?? null;
  if (keptId && !kept) return null;
  return <Form kept={kept} onClose={onClose} />;
}

function Form({ kept, onClose }: { kept: SavedViewView | null; onClose: () => void }) {
  const desk = useDesk();
  const { api } = desk;
  const { t } = useWords();
  const translate = useTicketWords();
  const queries = useQueryClient();
  const shopId = useStore(desk.shopId);
  const { list, ticketId: _, ...search } = useTicketPlace();
  const [name, setName] = useState(kept?.name ?? '');
  const [isShared, setIsShared] = useState(kept?.isShared ?? false);
  const [isSure, setIsSure] = useState(false);
  const mayRename = kept?.canEdit ?? true;
  const mayShare = shopId !== null && (desk.runsTickets || Boolean(kept?.isShared && kept.isOwn));

  async function done(work: Promise<unknown>): Promise<void> {
    await work;
    await queries.invalidateQueries({ queryKey: ['kept-lists'] });
    onClose();
  }

  const save = useAction(() => {
    const given = name.trim();
    if (!kept) {
      const filters = keptFilters(list, search);
      return done(api.post('/ticket-views', { shopId, name: given, filters, sort: sortOf(search), isShared }));
    }
    // Only what is new: who may not rename it any more can still take it back from the shop.
    const changes = { ...(given !== kept.name && { name: given }), ...(isShared !== kept.isShared && { isShared }) };
    return done(api.patch(`/ticket-views/${kept.id}`, changes));
  });
  const drop = useAction(() => done(api.delete(`/ticket-views/${kept?.id ?? ''}`)));
  const failure = save.failure ?? drop.failure;

  return (
    <Modal
      opened
      onClose={onClose}
      title={kept ? kept.name : translate('kept.keep')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          save.run();
        }}
      >
        {!kept && <p className={styles.hint}>{translate('kept.hint')}</p>}
        <TextInput
          data-autofocus
          label={translate('kept.name')}
          value={name}
          disabled={!mayRename}
          maxLength={80}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {mayShare && (
          <Checkbox
            label={translate('kept.share')}
            description={translate('kept.shareHint')}
            checked={isShared}
            onChange={(event) => setIsShared(event.currentTarget.checked)}
          />
        )}
        {failure !== null && (
          <p className={styles.failure} role="alert">
            {failureText(t, failure)}
          </p>
        )}
        <div className={styles.choices}>
          {kept && (
            <Button
              color="danger"
              variant={isSure ? 'filled' : 'subtle'}
              loading={drop.isRunning}
              onClick={() => (isSure ? drop.run() : setIsSure(true))}
            >
              {translate(isSure ? (kept.isShared ? 'kept.deleteForAll' : 'kept.deleteSure') : 'kept.delete')}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" disabled={!name.trim()} loading={save.isRunning}>
            {translate('kept.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
