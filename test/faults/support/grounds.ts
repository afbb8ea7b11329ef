import { Cluster } from '../../support/cluster';
import { Line } from './line';
import { MariaDbProcess } from './mariadb';

/** Two servers whose database is their own, behind a line that can be made to fail. */
export class Grounds {
  private constructor(
    readonly cluster: Cluster,
    readonly mariadb: MariaDbProcess,
    readonly toDatabase: Line,
  ) {}

  /** `options` are those of mariadbd. */
  static async start(options: readonly string[] = [], servers = 2): Promise<Grounds> {
    const mariadb = await MariaDbProcess.start(options);
    await mariadb.createDatabase('shopbell');
    const toDatabase = await Line.to(mariadb.port);
    const database = { settings: { DATABASE_URL: mariadb.url('shopbell') }, remove: async () => undefined };
    const throughProxy = { DATABASE_URL: `mariadb://root@127.0.0.1:${toDatabase.port}/shopbell` };
    return new Grounds(await Cluster.start(throughProxy, { database, servers }), mariadb, toDatabase);
  }

  async stop(): Promise<void> {
    await this.cluster.stop();
    await this.toDatabase.stop();
    await this.mariadb.remove();
  }
}
