import { buffer, text } from 'node:stream/consumers';
import { csvStream, guarded, unguarded } from './csv';

describe('cells that a spreadsheet would compute', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+49 30', "'+49 30"],
    ['-5', "'-5"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', "'\r=1"],
    ['\n=1', "'\n=1"],
    ['＝1+1', "'＝1+1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['＠x', "'＠x"],
    ["'=1+1", "''=1+1"],
    ["''-x", "'''-x"],
    ["'tis", "'tis"],
    ['1=1', '1=1'],
    ['', ''],
  ])('%j is written as %j and read back', (value, written) => {
    expect(guarded(value)).toBe(written);
    expect(unguarded(written)).toBe(value);
  });
});

it('writes a table that every program reads', async () => {
  async function* rows() {
    yield ['1', 'a,b', 'say "hi"', null, true];
    yield ['=2', 'two\nlines', '', 5, false];
  }
  expect(String(await buffer(csvStream(['id', 'a', 'b', 'c', 'd'], rows())))).toBe(
    '\uFEFFid,a,b,c,d\r\n1,"a,b","say ""hi""",,yes\r\n"\'=2","two\nlines",,5,no\r\n',
  );
});

it('fails when its rows do', async () => {
  async function* rows() {
    yield ['1'];
    throw new Error('The database is gone');
  }
  await expect(text(csvStream(['id'], rows()))).rejects.toThrow('The database is gone');
});
