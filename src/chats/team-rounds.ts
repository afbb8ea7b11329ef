/** Rounds that may fail, because others were faster, before the sweep is left to try again. */
const MAX_ROUNDS = 20;

/**
 * Routing of one team at a time: rounds until there is nothing left to do. Whoever asks while it runs is answered by
 * one more run, since what they saw may have come too late for this one.
 */
export class TeamRounds {
  private readonly running = new Map<string, Promise<void>>();
  private readonly wanted = new Set<string>();
  private isStopped = false;

  /** One round; answers whether there is nothing left to do. */
  constructor(private readonly isSettled: (teamId: string) => Promise<boolean>) {}

  /** Resolves when there is nothing left to do. */
  route(teamId: string): Promise<void> {
    if (this.isStopped) return Promise.resolve();
    this.wanted.add(teamId);
    const running = this.running.get(teamId);
    if (running) return running;
    const run = this.run(teamId);
    this.running.set(teamId, run);
    return run;
  }

  stop(): void {
    this.isStopped = true;
  }

  private async run(teamId: string): Promise<void> {
    try {
      while (this.wanted.delete(teamId) && !this.isStopped) {
        for (let round = 0; round < MAX_ROUNDS; round++) if (await this.isSettled(teamId)) break;
      }
    } finally {
      this.running.delete(teamId);
    }
  }
}
