import fc from 'fast-check';
import type { SlaTargets } from '../contract/sla.dto';
import { isBreachedAt, ShopTime } from './ticket-clock';
import { keptOf, NO_DUE, type Promised, tell, wind } from './ticket-sla';

const HOUR = 3_600_000;
const START = Date.parse('2026-05-04T08:00:00Z');
const hours = (after: number) => new Date(START + after * HOUR);
const TIME = new ShopTime({ timeZone: 'UTC', businessHours: [], holidays: [] });
const TARGETS: SlaTargets = {
  firstResponse: { minutes: 4 * 60, counting: 'clock' },
  resolution: { minutes: 40 * 60, counting: 'clock' },
};

const ticketOf = (given: Partial<Promised> = {}): Promised => {
  const nothing = { firstResponseAt: null, closedAt: null, pausedSince: null, pauses: [], slaTold: 0, slaNextAt: null };
  const due = { firstResponseDueAt: null, firstResponseRiskAt: null, firstResponseBreachedAt: null };
  const later = { resolutionDueAt: null, resolutionRiskAt: null, resolutionBreachedAt: null, dueAt: NO_DUE };
  const ticket = { createdAt: hours(0), ...nothing, ...due, ...later, ...given };
  wind(ticket, TARGETS, TIME, hours(0));
  return ticket;
};

describe('the promises of a ticket', () => {
  it('are told one after the other, each once, the next one always known', () => {
    const ticket = ticketOf();
    const told = (after: number) => tell(ticket, hours(after)).map(({ promise, alarm }) => `${promise} ${alarm}`);

    expect(ticket.slaNextAt).toEqual(hours(3));
    expect(told(2.9)).toEqual([]);
    expect([told(3), told(3), ticket.slaNextAt]).toEqual([['firstResponse atRisk'], [], hours(4)]);
    expect([told(4.1), told(5), ticket.slaNextAt]).toEqual([['firstResponse breached'], [], hours(30)]);
    expect(ticket.firstResponseBreachedAt).toEqual(hours(4));
    expect([told(30), ticket.slaNextAt]).toEqual([['resolution atRisk'], hours(40)]);
    expect([told(50), told(60), ticket.slaNextAt]).toEqual([['resolution breached'], [], null]);
  });

  it('are not told of what was done in time', () => {
    const ticket = ticketOf();

    ticket.firstResponseAt = hours(2);
    expect(tell(ticket, hours(20))).toEqual([]);
    expect(ticket.slaNextAt).toEqual(hours(30));
    ticket.closedAt = hours(25);
    expect([tell(ticket, hours(90)), ticket.slaNextAt]).toEqual([[], null]);
  });

  it('count as breached when the ticket is closed late, also when nobody looked in between', () => {
    const ticket = ticketOf({ firstResponseAt: hours(1) });
    ticket.closedAt = hours(41);

    expect(tell(ticket, hours(41))).toEqual([{ promise: 'resolution', alarm: 'breached' }]);
    expect(ticket.resolutionBreachedAt).toEqual(hours(40));
  });

  it('stand still while the customer is waited for, and go on afterwards', () => {
    const ticket = ticketOf({ firstResponseAt: hours(1) });
    ticket.pausedSince = hours(10);
    wind(ticket, TARGETS, TIME, hours(10));

    expect([ticket.resolutionDueAt, ticket.dueAt, ticket.slaNextAt]).toEqual([null, NO_DUE, null]);
    expect(tell(ticket, hours(500))).toEqual([]);

    ticket.pausedSince = null;
    ticket.pauses = [[hours(10).toISOString(), hours(100).toISOString(), 'onHold']];
    wind(ticket, TARGETS, TIME, hours(100));
    expect([ticket.resolutionDueAt, ticket.slaNextAt]).toEqual([hours(130), hours(120)]);
  });

  it('are told again when what is promised has put them off', () => {
    const ticket = ticketOf({ firstResponseAt: hours(1) });
    tell(ticket, hours(50));
    const longer: SlaTargets = { ...TARGETS, resolution: { minutes: 80 * 60, counting: 'clock' } };

    wind(ticket, longer, TIME, hours(50));

    expect([ticket.resolutionBreachedAt, ticket.slaNextAt]).toEqual([null, hours(60)]);
    expect(tell(ticket, hours(81))).toEqual([{ promise: 'resolution', alarm: 'breached' }]);
  });

  it('are told never twice and forgotten never, however often and late somebody looks', () => {
    const after = fc.integer({ min: 0, max: 60 });
    const maybe = fc.option(after);
    fc.assert(
      fc.property(fc.array(after, { maxLength: 12 }), maybe, maybe, (looks, answered, closed) => {
        const ticket = ticketOf();
        const last = looks.length > 0 ? Math.max(...looks) : 0;
        const told: string[] = [];

        for (const look of [...looks.sort((a, b) => a - b), last + 1]) {
          if (closed !== null && look >= closed) ticket.closedAt = hours(closed);
          if (answered !== null && look >= answered && (closed === null || answered < closed))
            ticket.firstResponseAt = hours(answered);
          told.push(...tell(ticket, hours(look)).map(({ promise, alarm }) => `${promise} ${alarm}`));
          expect(ticket.slaNextAt === null || ticket.slaNextAt >= hours(look)).toBe(true);
        }

        expect(new Set(told).size).toBe(told.length);
        for (const promise of ['firstResponse', 'resolution'] as const) {
          const isBreached = isBreachedAt(keptOf(ticket, promise), hours(last + 1));
          expect(told.includes(`${promise} breached`)).toBe(isBreached);
        }
      }),
    );
  });
});
