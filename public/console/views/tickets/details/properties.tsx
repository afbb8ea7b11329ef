import { LIMITS } from '../../../../../src/contract/limits';
import type { TicketDetail } from '../../../../../src/contract/tickets.dto';
import { useWords } from '../../../context';
import { TICKET_PRIORITIES } from '../../../lists';
import { Section } from '../../details/section';
import { useShopFacts } from '../use-shop-facts';
import { useTicketWords } from '../words';
import { ChoiceProperty } from './choice-property';
import styles from './properties.module.css';
import { Property } from './property';
import { TagsProperty } from './tags-property';
import { TextProperty } from './text-property';

/** What is known of the ticket; what may be changed is changed where it stands. */
export function Properties({ ticket }: { ticket: TicketDetail }) {
  const { format } = useWords();
  const t = useTicketWords();
  const { categories } = useShopFacts(ticket.shopId);
  const { category, assignee, team, source, createdAt, closeReason } = ticket;
  const known = category && !categories.includes(category) ? [category, ...categories] : categories;
  return (
    <Section title={t('property.title.section')}>
      <div className={styles.list}>
        <TextProperty ticket={ticket} field="title" maxLength={200} />
        <TextProperty ticket={ticket} field="description" maxLength={LIMITS.messageBody} isLong />
        <ChoiceProperty
          ticket={ticket}
          label={t('property.priority')}
          value={ticket.priority}
          choices={TICKET_PRIORITIES.map((value) => ({ value, label: t(`priority.${value}`) }))}
          change={(value) => {
            const priority = TICKET_PRIORITIES.find((one) => one === value);
            return priority ? { priority } : {};
          }}
        />
        <ChoiceProperty
          ticket={ticket}
          label={t('property.category')}
          value={category ?? ''}
          choices={[{ value: '', label: t('property.none') }, ...known.map((value) => ({ value, label: value }))]}
          change={(value) => ({ category: value || null })}
        />
        <TagsProperty ticket={ticket} />
        <TextProperty ticket={ticket} field="contactEmail" maxLength={254} isInvalid={!ticket.isEmailValid} />
        <TextProperty ticket={ticket} field="contactPhone" maxLength={40} isInvalid={!ticket.isPhoneValid} />
        <Fact label={t('property.assignee')} value={assignee?.name ?? t('property.nobody')} />
        {team && <Fact label={t('property.team')} value={team.name} />}
        <Fact label={t('property.source')} value={t(`source.${source}`)} />
        <Fact label={t('property.createdAt')} value={`${format.date(createdAt)}, ${format.time(createdAt)}`} />
        {closeReason && <Fact label={t('property.closeReason')} value={closeReason} />}
      </div>
    </Section>
  );
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <Property label={label}>
      <span className={styles.fixed}>{value}</span>
    </Property>
  );
}
