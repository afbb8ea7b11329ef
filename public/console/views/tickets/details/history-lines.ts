import type { TicketChange, TicketHistoryItem } from '../../../../../src/contract/tickets.dto';
import type { Translate } from '../../../../core/i18n';
import type { TicketKey } from '../words';

/** Every event that has a sentence of its own. */
const SENTENCES: Record<string, TicketKey> = {
  'ticket.created': 'history.created',
  'ticket.claimed': 'history.claimed',
  'ticket.declined': 'history.declined',
  'ticket.released': 'history.released',
  'ticket.transferred': 'history.transferred',
  'ticket.assigned': 'history.assigned',
  'ticket.held': 'history.held',
  'ticket.resumed': 'history.resumed',
  'ticket.closed': 'history.closed',
  'ticket.reopened': 'history.reopened',
  'ticket.answered': 'history.answered',
  'ticket.merged': 'history.merged',
  'ticket.rated': 'history.rated',
  'ticket.slaAtRisk': 'history.slaAtRisk',
  'ticket.slaBreached': 'history.slaBreached',
};

/** What a person can change, and what it is called in a sentence. */
const FIELDS: Record<string, TicketKey> = {
  title: 'field.title',
  description: 'field.description',
  category: 'field.category',
  priority: 'field.priority',
  tags: 'field.tags',
  contactEmail: 'field.contactEmail',
  contactPhone: 'field.contactPhone',
  customer: 'field.customer',
  team: 'field.team',
  assignee: 'field.assignee',
};

/** Too long for a sentence: that it changed says enough. */
const LONG = new Set(['description']);

/** What happened, in sentences: one for each thing that was changed, or one for the whole. */
export function historyLines(t: Translate<TicketKey>, { name, actor, changes }: TicketHistoryItem): string[] {
  const by = actor.name || t(actor.kind === 'customer' ? 'history.customer' : 'history.service');
  const sentence = SENTENCES[name];
  if (!sentence) return changes.flatMap((change) => changeLine(t, by, change) ?? []);

  const after = (field: string) =>
    valueText(
      t,
      changes.find((change) => change.field === field),
      'after',
    ) || 'none';
  return [
    t(sentence, {
      by,
      to: after('assignee'),
      team: after('team'),
      reason: after(name === 'ticket.closed' ? 'closeReason' : 'reason'),
      rating: after('rating'),
      promise: after('promise'),
      number: after('mergedNumber'),
    }),
  ];
}

function changeLine(t: Translate<TicketKey>, by: string, change: TicketChange): string | null {
  const named = FIELDS[change.field];
  if (!named) return null;
  const field = t(named);
  if (LONG.has(change.field)) return t('history.changed', { by, field, from: 'none', to: 'none' });
  const from = valueText(t, change, 'before') || 'none';
  const to = valueText(t, change, 'after') || 'none';
  return t('history.changed', { by, field, from, to });
}

function valueText(t: Translate<TicketKey>, change: TicketChange | undefined, which: 'before' | 'after'): string {
  const value = change?.[which];
  if (change?.field === 'priority' && isPriority(value)) return t(`priority.${value}`);
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value === 'object' && value !== null && 'name' in value) return String(value.name);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function isPriority(value: unknown): value is 'low' | 'normal' | 'high' | 'urgent' {
  return value === 'low' || value === 'normal' || value === 'high' || value === 'urgent';
}
