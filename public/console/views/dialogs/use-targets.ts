import { useQuery } from '@tanstack/react-query';
import type { AgentView } from '../../../../src/contract/chats.dto';
import type { NamedRef, Page, PersonRef } from '../../../../src/contract/common.dto';
import { LIMITS } from '../../../../src/contract/limits';
import type { TeamView } from '../../../../src/contract/teams.dto';
import { useDesk } from '../../context';

export interface Target {
  kind: 'agent' | 'team';
  id: string;
  name: string;
  /** How they stand, if not simply there. */
  standing: 'offline' | 'away' | 'full' | 'here' | null;
  /** Nothing can be given to them now. */
  obstacle: boolean;
  load: number;
  capacity: number;
}

export interface Given {
  what: 'chat' | 'ticket';
  shopId: string;
  holder: PersonRef | null;
  /** The team in whose queue it is now. */
  queue: NamedRef | null;
}

/** Who could take this over: those who can come first. A ticket can wait for an agent, a chat cannot. */
export function useTargets(given: Given | undefined, words: string): { targets: Target[]; error: unknown } {
  const desk = useDesk();
  const shopId = given?.shopId;
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

  const isChat = given?.what === 'chat';
  const people = (agents.data?.items ?? [])
    .filter(({ id }) => id !== given?.holder?.id)
    .map((agent) => agentTarget(agent, isChat));
  const queues = (teams.data?.items ?? []).map((team) => teamTarget(team, given?.queue?.id));
  const wanted = words.trim().toLocaleLowerCase();
  const targets = [...people, ...queues]
    .filter(({ name }) => name.toLocaleLowerCase().includes(wanted))
    .sort((a, b) => Number(a.obstacle) - Number(b.obstacle) || a.load - b.load || a.name.localeCompare(b.name));
  return { targets, error: agents.error ?? teams.error };
}

/** Places for chats say nothing about tickets. */
function agentTarget({ id, name, presence, isConnected, load, capacity }: AgentView, isChat: boolean): Target {
  const isFull = isChat && load >= capacity;
  const standing =
    !isConnected || presence === 'invisible' ? 'offline' : presence === 'away' ? 'away' : isFull ? 'full' : null;
  const places = isChat ? { load, capacity } : { load: 0, capacity: 0 };
  return { kind: 'agent', id, name, standing, obstacle: isChat && standing !== null, ...places };
}

function teamTarget({ id, name }: TeamView, queueId: string | undefined): Target {
  const isThere = queueId === id;
  return { kind: 'team', id, name, standing: isThere ? 'here' : null, obstacle: isThere, load: 0, capacity: 0 };
}
