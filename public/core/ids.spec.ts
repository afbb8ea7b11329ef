import { isUUID } from 'class-validator';
import { timeOrderedId } from './ids';

describe('an id that begins with the time', () => {
  it('is one that the server takes, sorts by when it was made, and is nobody else’s', () => {
    const [first, second, later] = [
      timeOrderedId(1_700_000_000_000),
      timeOrderedId(1_700_000_000_000),
      timeOrderedId(),
    ];
    for (const id of [first, second, later]) expect(isUUID(id)).toBe(true);
    expect(first).not.toBe(second);
    expect([later, first].sort()).toEqual([first, later]);
  });
});
