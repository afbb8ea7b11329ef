import type { Presence, PresenceView } from '../../../src/contract/chats.dto';
import type { Api } from '../../core/api';
import type { AgentSocket } from '../../core/socket';
import { Store } from '../../core/store';

/** Whether I take chats now, and how many of how many I have. */
export class Duty {
  readonly state = new Store<PresenceView | null>(null);

  constructor(
    socket: AgentSocket,
    private readonly api: Api,
  ) {
    socket.on('presence:mine', (state) => this.state.set(state));
  }

  async refresh(): Promise<void> {
    this.state.set(await this.api.get<PresenceView>('/agents/me'));
  }

  async set(presence: Presence): Promise<void> {
    this.state.set(await this.api.put<PresenceView>('/agents/me/presence', { presence }));
  }
}
