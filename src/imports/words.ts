import { normalKey } from '../core/normal';

export type StatusWord = 'open' | 'in_progress' | 'on_hold' | 'closed';
export type PriorityWord = 'low' | 'normal' | 'high' | 'urgent';

/** What people call the states of a ticket. */
const STATUSES: Record<StatusWord, string> = {
  open: 'open,opened,new,pending,reopened,unresolved,unassigned,waiting,to do,todo,submitted,received,offen,neu',
  in_progress:
    'in progress,inprogress,in process,processing,process,active,working,work in progress,wip,started,ongoing,assigned,claimed,accepted,in bearbeitung',
  on_hold:
    'on hold,onhold,hold,paused,blocked,snoozed,waiting for customer,waiting on customer,awaiting customer,awaiting reply,pending customer,wartend,pausiert',
  closed:
    'closed,close,done,resolved,solved,completed,complete,finished,fixed,cancelled,canceled,rejected,geschlossen,erledigt,gelost',
};

const PRIORITIES: Record<PriorityWord, string> = {
  low: 'low,lowest,minor,trivial,p4,p5,niedrig,gering',
  normal: 'normal,medium,moderate,standard,default,average,p3,mittel',
  high: 'high,major,important,p2,hoch,wichtig',
  urgent: 'urgent,critical,highest,blocker,emergency,immediate,p1,p0,dringend,kritisch',
};

/** The state that is meant; undefined for a word nobody has told us. */
export function statusOf(text: string): StatusWord | undefined {
  return STATUS_BY_WORD.get(wordOf(text));
}

export function priorityOf(text: string): PriorityWord | undefined {
  return PRIORITY_BY_WORD.get(wordOf(text));
}

const STATUS_BY_WORD = byWord(STATUSES);
const PRIORITY_BY_WORD = byWord(PRIORITIES);

function byWord<Word extends string>(spellings: Record<Word, string>): Map<string, Word> {
  const entries = Object.entries(spellings) as [Word, string][];
  return new Map(entries.flatMap(([word, list]) => list.split(',').map((spelling) => [spelling, word])));
}

/** One spelling for IN_PROGRESS, in-progress and "In  Progress". */
function wordOf(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{Mark}/gu, '');
  return normalKey(plain.replace(/[_\-./]+/g, ' '));
}
