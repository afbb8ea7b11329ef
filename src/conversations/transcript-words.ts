import type { SystemEntry } from '../contract/conversations.dto';
import type { Locale } from '../contract/shops.dto';

type Words = Record<'title' | 'with' | 'times' | 'note' | 'system' | 'file', string>;

const WORDS: Record<Locale, Words> = {
  en: {
    title: 'Conversation',
    with: 'with',
    times: 'Times are those of',
    note: 'note',
    system: 'Shopbell',
    file: 'File',
  },
  de: {
    title: 'Gespräch',
    with: 'mit',
    times: 'Zeiten sind die von',
    note: 'Notiz',
    system: 'Shopbell',
    file: 'Datei',
  },
};

/** What happened, after the name of the thing it happened to; who and where to are added from the entry. */
const DEEDS: Record<Locale, Readonly<Record<string, string>>> = {
  en: {
    ...{ started: 'started', created: 'opened', taken: 'taken', claimed: 'taken', assigned: 'assigned' },
    ...{ transferred: 'passed on', transferredToAgent: 'passed on', transferredToTeam: 'passed on' },
    ...{ released: 'put back', declined: 'given back', agentLost: 'put back after a lost connection' },
    ...{
      held: 'waiting for the customer',
      resumed: 'goes on',
      closed: 'closed',
      reopened: 'open again',
      rated: 'rated',
    },
    ...{ merged: 'merged' },
  },
  de: {
    ...{ started: 'begonnen', created: 'eröffnet', taken: 'übernommen', claimed: 'übernommen', assigned: 'zugewiesen' },
    ...{ transferred: 'übergeben', transferredToAgent: 'übergeben', transferredToTeam: 'übergeben' },
    ...{ released: 'zurückgegeben', declined: 'abgegeben', agentLost: 'zurückgelegt nach Verbindungsabbruch' },
    ...{ held: 'wartet auf den Kunden', resumed: 'geht weiter', closed: 'geschlossen', reopened: 'wieder offen' },
    ...{ rated: 'bewertet', merged: 'zusammengeführt' },
  },
};

export function transcriptWords(locale: Locale): Words {
  return WORDS[locale];
}

/** @example "Chat passed on: Mira → Orders" */
export function sentenceOf({ type, data }: SystemEntry, locale: Locale): string {
  const [thing = '', deed = ''] = type.split('.');
  const name = thing.charAt(0).toUpperCase() + thing.slice(1);
  const target = data.to ?? data.team;
  const who = [data.by ?? data.from, target].filter((part) => part !== undefined && part !== null && part !== '');
  const rest = [who.join(' → '), data.rating ? `${data.rating}/5` : '', data.reason ?? ''].filter(Boolean).join(', ');
  const said = `${name} ${DEEDS[locale][deed] ?? deed}`;
  return rest ? `${said}: ${rest}` : said;
}
