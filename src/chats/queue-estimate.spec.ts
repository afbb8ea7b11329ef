import { estimateWait } from './queue-estimate';

const now = new Date('2026-05-04T10:00:00Z');
const ago = (...seconds: number[]) => seconds.map((age) => new Date(now.getTime() - age * 1000));

describe('the estimate of a wait', () => {
  it.each<[string, number, Date[], ReturnType<typeof estimateWait>]>([
    ['is unknown without recent chats', 1, [], null],
    ['is unknown with too few of them', 1, ago(60, 120), null],
    ['does not look at what was long ago', 1, ago(60, 9000, 9000, 9000), null],
    ['is the pace of the team at the first place', 1, ago(60, 120, 180), { from: 40, to: 100 }],
    ['grows with the place', 5, ago(60, 120, 180), { from: 180, to: 480 }],
    ['slows down as time passes without a chat taken', 1, ago(600, 660, 720), { from: 140, to: 360 }],
    ['is unknown when it would be hours', 20, ago(600, 1200, 1800), null],
  ])('%s', (_, position, taken, expected) => {
    expect(estimateWait(position, taken, now)).toEqual(expected);
  });
});
