import { settingProblems } from './data-source';

const SAFE = {
  version: '10.11.4-MariaDB',
  flush: 1,
  mode: 'STRICT_TRANS_TABLES,NO_ZERO_DATE',
  charset: 'utf8mb4',
  ahead: 0,
};

describe('the settings of the database server', () => {
  it('are fine when nothing can be lost', () => {
    expect(settingProblems(SAFE, 'mariadb')).toEqual([]);
    expect(settingProblems({ ...SAFE, version: '8.4.0' }, 'mysql')).toEqual([]);
  });

  it.each([
    ['a server that flushes later', { ...SAFE, flush: 2 }, 'mariadb', 'innodb_flush_log_at_trx_commit'],
    ['a server that cuts what is too long', { ...SAFE, mode: '' }, 'mariadb', 'STRICT'],
    ['another character set', { ...SAFE, charset: 'utf8mb3' }, 'mariadb', 'utf8mb4'],
    ['a local time zone', { ...SAFE, ahead: 3600 }, 'mariadb', 'UTC'],
    ['MariaDB addressed as MySQL', SAFE, 'mysql', 'mariadb://'],
    ['MySQL addressed as MariaDB', { ...SAFE, version: '8.4.0' }, 'mariadb', 'mysql://'],
  ])('are refused for %s', (_, settings, type, named) => {
    expect(settingProblems(settings, type).join()).toContain(named);
  });
});
