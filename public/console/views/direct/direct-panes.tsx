import { useDesk } from '../../context';
import type { DirectWatch } from '../../model/direct-watch';
import { useColleagueId, useGoDirect } from '../../place';
import { useKeyTargets } from '../shell/use-keys';
import { DirectConversation } from './direct-conversation';
import { DirectListPane } from './direct-list-pane';
import { DirectWords } from './words';

/** The part of the console in which colleagues write to each other. */
export function DirectPanes() {
  const { direct } = useDesk();
  return (
    <DirectWords>
      <Panes direct={direct} />
    </DirectWords>
  );
}

function Panes({ direct }: { direct: DirectWatch | null }) {
  const colleagueId = useColleagueId();
  const go = useGoDirect();
  useKeyTargets({ openId: colleagueId, open: go, canNote: false, actions: {} });
  if (!direct) return null;
  return (
    <>
      <DirectListPane direct={direct} />
      <DirectConversation key={colleagueId} direct={direct} />
    </>
  );
}
