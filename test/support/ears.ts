import type { TestSocket } from './client';

interface Ear {
  /** Whose it is, as `<side> <who>`. */
  who: string;
  socket: TestSocket;
}

/** One thing that somebody was told. */
interface Told {
  who: string;
  name: string;
  text: string;
}

/** What a written text says of itself: whom it is for. */
const ADDRESSED = /for (\w+) ([\w ]+): [0-9a-f-]{36}/g;
/** What staff alone are told. */
const OF_STAFF = [
  'queue:changed',
  'presence:changed',
  'customer:presence',
  'direct:changed',
  'offer:made',
  'ticket:gone',
];
/** What is in no view that customers get. */
const FIELDS_OF_STAFF = [
  '"visibility":"internal"',
  '"awaitingSince"',
  '"isPriority"',
  '"chatsBefore"',
  '"contactEmail"',
  '"sla"',
];

/** All connections of all people, with everything that they have ever heard. */
export class Ears {
  private readonly ears: Ear[] = [];

  add(who: string, socket: TestSocket): void {
    this.ears.push({ who, socket });
  }

  of(role: string): Ear[] {
    return this.ears.filter(({ who }) => who.endsWith(` ${role}`));
  }

  first(who: string): TestSocket {
    const ear = this.ears.find((each) => each.who === who);
    if (!ear) throw new Error(`${who} has no connection`);
    return ear.socket;
  }

  all(): Told[] {
    return this.ears.flatMap(({ who, socket }) =>
      socket.heard.map(({ name, data }) => ({ who, name, text: JSON.stringify(data) })),
    );
  }

  names(): string[] {
    return [...new Set(this.all().map(({ name }) => name))];
  }

  /** What came over the wall: ids of the other side, by whom they were heard. */
  strangeTo(foreign: Record<string, string[]>): string[] {
    return this.all().flatMap(({ who, name, text }) => {
      const [side = ''] = who.split(' ');
      return (foreign[side] ?? []).filter((id) => text.includes(id)).map((id) => `${who} heard ${id} in ${name}`);
    });
  }

  /** What was heard by somebody it was not for, and what only staff are told that customers heard. */
  outOfPlace(): string[] {
    return this.all().flatMap(({ who, name, text }) => {
      const [side = '', role = ''] = who.split(' ');
      const wrong = [...text.matchAll(ADDRESSED)]
        .filter(([, of, names = '']) => of !== side || !names.split(' ').includes(role))
        .map(([words]) => `${who} heard “${words}” in ${name}`);
      const isCustomer = ['customer', 'neighbour', 'member'].includes(role);
      if (isCustomer && OF_STAFF.includes(name)) wrong.push(`${who} was told ${name}`);
      if (isCustomer)
        for (const field of FIELDS_OF_STAFF) if (text.includes(field)) wrong.push(`${who}: ${field} in ${name}`);
      return wrong;
    });
  }

  /** Who heard nothing at all was not tried. */
  unheard(): string[] {
    const deaf = this.ears.filter(({ who, socket }) => !who.endsWith('member') && socket.heard.length === 0);
    return [...new Set(deaf.map(({ who }) => who))];
  }
}
