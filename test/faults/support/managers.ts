import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { GrantDto, RoleView } from '../../../src/contract/roles.dto';
import type { Employee } from '../../support/build';
import type { Cluster } from '../../support/cluster';
import { parsed } from './promises';

const MANAGERS = 2;
const PAUSE_MS = 300;
const GRANTS: GrantDto[][] = [
  [{ permission: 'chats:read', scope: 'team' }],
  [
    { permission: 'chats:read', scope: 'team' },
    { permission: 'tickets:read', scope: 'own' },
  ],
];

/** Managers who change the same role of their shop, which somebody has, at whichever server answers. */
export class Managers {
  /** By the names that somebody was told the role has now: which version that is. */
  private readonly told = new Map<string, number>();
  private isOver = false;
  private working: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly cluster: Cluster,
    private readonly role: RoleView,
  ) {}

  static async start(cluster: Cluster, shopId: string): Promise<Managers> {
    const role = await cluster.build.role({ 'chats:read': 'team' }, shopId);
    await cluster.build.employee({ shopId, roleId: role.id });
    const managers = new Managers(cluster, role);
    const people: Employee[] = [];
    for (let i = 0; i < MANAGERS; i += 1) people.push(await cluster.build.manager({ shopId }));
    managers.working = Promise.all(people.map((manager) => managers.manage(manager)));
    return managers;
  }

  /** Ends it, and answers what somebody was told and the trail does not know, or not once. */
  async end(): Promise<string[]> {
    this.isOver = true;
    await this.working;
    const events = await this.cluster.rows<{ after: unknown }>(
      `SELECT \`after\` FROM events WHERE subjectKind = 'role' AND subjectId = ?`,
      [this.role.id],
    );
    const names = events.map(({ after }) => parsed(after)?.name);
    const versions = [...this.told.values()];
    const twice = versions.filter((version, index) => versions.indexOf(version) < index);
    if (versions.length === 0) return ['nobody could change the role'];
    return [
      ...twice.map((version) => `version ${version} of the role was confirmed to two`),
      ...[...this.told].flatMap(([name, version]) => {
        const times = names.filter((each) => each === name).length;
        return times === 1 ? [] : [`version ${version} of the role was confirmed, its trail has it ${times} times`];
      }),
    ];
  }

  abandon(): void {
    this.isOver = true;
  }

  get confirmed(): number {
    return this.told.size;
  }

  private async manage(manager: Employee): Promise<void> {
    const path = `/roles/${this.role.id}`;
    for (let turn = 0; !this.isOver; turn += 1) {
      const server = this.cluster.at(turn % this.cluster.servers.length, manager);
      const seen = await server.send<RoleView>('GET', path).catch(() => undefined);
      const name = `Helper ${randomUUID()}`;
      const input = { name, grants: GRANTS[turn % GRANTS.length], version: seen?.body.version };
      // Somebody else may have changed it meanwhile.
      const answer = await server.send<RoleView>('PATCH', path, input).catch(() => undefined);
      if (answer?.status === 200) this.told.set(name, answer.body.version);
      await pause(PAUSE_MS * (0.5 + Math.random()));
    }
  }
}
