import { useQuery } from '@tanstack/react-query';
import type { AgentView, ChatView } from '../../../../src/contract/chats.dto';
import type { Page } from '../../../../src/contract/common.dto';
import { LIMITS } from '../../../../src/contract/limits';
import type { TeamView } from '../../../../src/contract/teams.dto';
import { useDesk } from '../../context';

export interface Target {
  kind: 'agent' | 'team';
  id: string;
  name: string;
  /** Why a chat cannot be given to them now. */
  obstacle: 'offline' | 'away' | 'full' | 'here' | null;
  load: number;
  capacity: number;
}

/** Who could take this chat over: those who can come first. */
export function useTargets(chat: ChatView | undefined, words: string): { targets: Target[]; error: unknown } {
  const desk = useDesk();
  const shopId = chat?.shopId;
  const agents = useQuery({
    queryKey: ['agents', shopId],
    queryFn: ({ signal }) => desk.api.get<{ items: AgentView[] }>('/agents', { shopId }, signal),
    enabled: shopId !== undefined,
    staleTime: 0,
    refetchInterval: 10_000,
  });
  const teams = useQuery({
    queryKey: ['teams', shopId],
    queryFn: ({ signal }) => desk.api.get<Page<TeamView>>('/teams', { shopId, limit: LIMITS.pageSize }, signal),
    enabled: shopId !== undefined && desk.has('teams:read'),
  });

  const people = (agents.data?.items ?? []).filter(({ id }) => id !== chat?.agent?.id).map(agentTarget);
  const queues = (teams.data?.items ?? []).map((team) => teamTarget(team, chat));
  const wanted = words.trim().toLocaleLowerCase();
  const targets = [...people, ...queues]
    .filter(({ name }) => name.toLocaleLowerCase().includes(wanted))
    .sort(
      (a, b) =>
        Number(a.obstacle !== null) - Number(b.obstacle !== null) || a.load - b.load || a.name.localeCompare(b.name),
    );
  return { targets, error: agents.error ?? teams.error };
}

function agentTarget({ id, name, presence, isConnected, load, capacity }: AgentView): Target {
  const isFull = load >= capacity;
  const obstacle =
    !isConnected || presence === 'invisible' ? 'offline' : presence === 'away' ? 'away' : isFull ? 'full' : null;
  return { kind: 'agent', id, name, obstacle, load, capacity };
}

function teamTarget({ id, name }: TeamView, chat: ChatView | undefined): Target {
  const isThere = chat?.status === 'waiting' && chat.team?.id === id;
  return { kind: 'team', id, name, obstacle: isThere ? 'here' : null, load: 0, capacity: 0 };
}
