import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { LIMITS } from '../../../../../src/contract/limits';
import type { TicketPriority } from '../../../../../src/contract/tickets.dto';
import { TICKET_PRIORITIES } from '../../../lists';
import { useShopFacts } from '../use-shop-facts';
import { useTicketWords } from '../words';
import styles from './new-ticket.module.css';

export interface TicketDraftFields {
  title: string;
  description: string;
  category: string;
  priority: TicketPriority;
  teamId: string;
}

export const EMPTY_FIELDS: TicketDraftFields = {
  title: '',
  description: '',
  category: '',
  priority: 'normal',
  teamId: '',
};

const LEAST_TITLE = 3;
const LEAST_DESCRIPTION = 10;

interface Props {
  shopId: string | undefined;
  fields: TicketDraftFields;
  onChange: (fields: TicketDraftFields) => void;
  /** What the ticket begins with when nothing is written. */
  isDescriptionOptional?: boolean;
}

/** What it is about. */
export function TicketFields({ shopId, fields, onChange, isDescriptionOptional = false }: Props) {
  const t = useTicketWords();
  const { categories, teams } = useShopFacts(shopId);
  const set = (changes: Partial<TicketDraftFields>) => onChange({ ...fields, ...changes });
  return (
    <>
      <TextInput
        label={t('new.title')}
        required
        value={fields.title}
        minLength={LEAST_TITLE}
        maxLength={200}
        onChange={(event) => set({ title: event.currentTarget.value })}
      />
      <Textarea
        label={t('new.description')}
        description={isDescriptionOptional ? t('new.descriptionOptional') : undefined}
        required={!isDescriptionOptional}
        rows={4}
        value={fields.description}
        minLength={LEAST_DESCRIPTION}
        maxLength={LIMITS.messageBody}
        onChange={(event) => set({ description: event.currentTarget.value })}
      />
      <div className={styles.row}>
        <NativeSelect
          label={t('property.category')}
          value={fields.category}
          data={[{ value: '', label: t('property.none') }, ...categories.map((value) => ({ value, label: value }))]}
          onChange={(event) => set({ category: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('property.priority')}
          value={fields.priority}
          data={TICKET_PRIORITIES.map((value) => ({ value, label: t(`priority.${value}`) }))}
          onChange={(event) => {
            const priority = TICKET_PRIORITIES.find((known) => known === event.currentTarget.value);
            if (priority) set({ priority });
          }}
        />
        {teams.length > 0 && (
          <NativeSelect
            label={t('property.team')}
            value={fields.teamId}
            data={[
              { value: '', label: t('filter.noTeam') },
              ...teams.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(event) => set({ teamId: event.currentTarget.value })}
          />
        )}
      </div>
    </>
  );
}

/** What is sent: without what was left empty. */
export function given({ title, description, category, priority, teamId }: TicketDraftFields) {
  return {
    title: title.trim(),
    priority,
    ...(description.trim() && { description: description.trim() }),
    ...(category && { category }),
    ...(teamId && { teamId }),
  };
}
