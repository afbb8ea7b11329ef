import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect } from 'react';
import { IconButton } from '../../../../ui/icon-button';
import { useStore } from '../../../../ui/use-store';
import { useDesk, useWords } from '../../../context';
import { failureText } from '../../../failure-words';
import { useTicketWords } from '../words';
import styles from './bulk.module.css';
import { AssignChoice, PriorityChoice, TextChoice } from './bulk-choices';
import { useBulk } from './use-bulk';

interface Props {
  /** The list as it is shown: what is not in it is not chosen. */
  listed: readonly string[];
}

/** What can be done to all chosen tickets at once; it is there as long as something is chosen. */
export function BulkBar({ listed }: Props) {
  const desk = useDesk();
  const { ticketChoice } = desk;
  const { t } = useWords();
  const translate = useTicketWords();
  const held = useStore(ticketChoice.ids);
  const ids = listed.filter((id) => held.has(id));
  const { change, isRunning, failure, forget } = useBulk(ids);

  // Another list begins with nothing chosen.
  useEffect(() => () => ticketChoice.clear(), [ticketChoice]);

  if (ids.length === 0) return null;
  return (
    <section className={styles.bar} aria-label={translate('bulk.label')} aria-busy={isRunning}>
      {failure !== null && (
        <p className={styles.failure} role="alert">
          {failureText(t, failure)}
        </p>
      )}
      <div className={styles.line}>
        <span className={styles.count} role="status">
          {translate('bulk.chosen', { count: ids.length })}
        </span>
        {ids.length < listed.length && (
          <Button size="compact-xs" variant="subtle" onClick={() => ticketChoice.set(listed)}>
            {translate('bulk.all', { count: listed.length })}
          </Button>
        )}
        <IconButton
          icon={IconX}
          label={translate('bulk.none')}
          shortcut="Esc"
          size={28}
          onClick={() => {
            forget();
            ticketChoice.clear();
          }}
        />
      </div>
      <div className={styles.line}>
        {desk.runsTickets && (
          <AssignChoice isDisabled={isRunning} onChoose={(agentId) => change({ assign: { agentId } })} />
        )}
        {desk.has('tickets:close') && (
          <TextChoice
            name="close"
            isDisabled={isRunning}
            actions={[{ key: 'bulk.closeThem', run: (reason) => change({ close: reason ? { reason } : {} }) }]}
          />
        )}
        {desk.has('tickets:update') && (
          <>
            <PriorityChoice isDisabled={isRunning} onChoose={(priority) => change({ priority })} />
            <TextChoice
              name="tag"
              isRequired
              isDisabled={isRunning}
              actions={[
                { key: 'bulk.addTag', run: (tag) => change({ addTags: [tag] }) },
                { key: 'bulk.removeTag', run: (tag) => change({ removeTags: [tag] }) },
              ]}
            />
          </>
        )}
      </div>
    </section>
  );
}
