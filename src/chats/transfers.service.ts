import { Injectable } from '@nestjs/common';
import type { ChatView, TransferChat } from '../contract/chats.dto';
import { Conversations } from '../conversations/conversations.service';
import type { StaffActor } from '../core/actor';
import { AppError } from '../core/app-error';
import { newId } from '../core/ids';
import { type Tx, UnitOfWork } from '../database/unit-of-work';
import { TeamsService } from '../teams/teams.service';
import { AgentFitness, refusal } from './agent-fitness.service';
import { authorizeForHolder } from './chat.policy';
import { type ChangingChat, ChatTransitions } from './chat-transitions.service';
import { ChatViews } from './chat-views.service';
import { Colleagues } from './colleagues.service';

/** What does not stand in the way when a colleague decides: they may know better than the router. */
const FORGIVEN = new Set(['notInTeam', 'offeredBefore']);

/** Hands a chat to a colleague or to another team. */
@Injectable()
export class Transfers {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly transitions: ChatTransitions,
    private readonly conversations: Conversations,
    private readonly fitness: AgentFitness,
    private readonly colleagues: Colleagues,
    private readonly teams: TeamsService,
    private readonly views: ChatViews,
  ) {}

  async transfer(actor: StaffActor, chatId: string, { agentId, teamId, note }: TransferChat): Promise<ChatView> {
    if (agentId && teamId) throw AppError.field('teamId', 'To an agent or to a team, not to both.');
    await this.unitOfWork.run((tx) =>
      agentId ? this.toAgent(tx, actor, chatId, agentId, note) : this.toTeam(tx, actor, chatId, teamId ?? '', note),
    );
    return this.views.view(chatId);
  }

  private async toAgent(tx: Tx, actor: StaffActor, chatId: string, agentId: string, note?: string): Promise<void> {
    const to = await this.colleagues.find(tx, agentId);
    const obstaclesTo = to && (await this.fitness.lock(tx, agentId));
    const change = await this.transitions.lock(tx, actor, chatId);
    const { chat } = change;
    authorizeForHolder(actor, 'transfer', chat);
    if (!to || !obstaclesTo || (to.shopId !== null && to.shopId !== chat.shopId)) {
      throw AppError.notFound('agent');
    }
    if (chat.agentId === agentId) throw new AppError('STATE_CONFLICT', `${to.name} has this chat already.`);
    const obstacle = (await obstaclesTo(chat)).find((found) => !FORGIVEN.has(found));
    if (obstacle) throw refusal(obstacle, to.name);

    const from = chat.agentId ? await this.colleagues.require(tx, chat.agentId) : null;
    chat.handTo(agentId, tx.now);

    await this.leaveNote(tx, actor, change, note);
    const entries = [
      { type: 'chat.transferredToAgent', data: { by: actor.name, from: from?.name ?? null, to: to.name } } as const,
    ];
    await this.transitions.finish(tx, actor, change, { event: 'chat.transferred', entries });
  }

  private async toTeam(tx: Tx, actor: StaffActor, chatId: string, teamId: string, note?: string): Promise<void> {
    const change = await this.transitions.lock(tx, actor, chatId);
    const { chat } = change;
    authorizeForHolder(actor, 'transfer', chat);
    const team = await this.teams.ofShop(tx, chat.shopId, teamId);

    chat.requeueFor(teamId);

    await this.leaveNote(tx, actor, change, note);
    const entries = [{ type: 'chat.transferredToTeam', data: { by: actor.name, team: team.name } } as const];
    await this.transitions.finish(tx, actor, change, { event: 'chat.transferred', entries });
  }

  private async leaveNote(tx: Tx, actor: StaffActor, { chat }: ChangingChat, note?: string): Promise<void> {
    if (!note) return;
    await this.conversations.appendMessage(tx, actor, chat.conversationId, {
      clientId: newId(),
      body: note,
      visibility: 'internal',
    });
  }
}
