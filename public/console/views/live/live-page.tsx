import { Button } from '@mantine/core';
import { IconMaximize, IconMinimize } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useStore } from '../../../ui/use-store';
import { useDesk } from '../../context';
import { Page } from '../page/page';
import { usePageWords } from '../page/page-words';
import { AgentsTable } from './agents-table';
import { CategoryLoad } from './category-load';
import { DueSoon } from './due-soon';
import styles from './live.module.css';
import { LiveTiles } from './live-tiles';
import { TeamsTable } from './teams-table';
import { useLiveRefresh } from './use-live';

/** Who has how much at this moment, and what needs somebody now. Large enough to hang on a wall. */
export function LivePage() {
  const { me, shopId } = useDesk();
  const { t } = usePageWords();
  const shop = useStore(shopId);
  const isFull = useIsFull();
  useLiveRefresh();

  const toggle = () => void (isFull ? document.exitFullscreen() : document.documentElement.requestFullscreen());
  return (
    <Page
      title={t('live.title')}
      isLarge={isFull}
      keys={{ f: toggle }}
      aside={
        <>
          <Pulse />
          <Button
            variant="default"
            leftSection={isFull ? <IconMinimize size={16} /> : <IconMaximize size={16} />}
            aria-keyshortcuts="F"
            onClick={toggle}
          >
            {t(isFull ? 'live.small' : 'live.full')}
          </Button>
        </>
      }
    >
      {(me.shopId ?? shop) && (
        <>
          <LiveTiles />
          <div className={styles.halves}>
            <div className={styles.half}>
              <DueSoon />
            </div>
            <div className={styles.half}>
              <TeamsTable />
              <AgentsTable />
              <CategoryLoad />
            </div>
          </div>
        </>
      )}
    </Page>
  );
}

/** Whether what is shown is of this moment. */
function Pulse() {
  const { socket } = useDesk();
  const { t } = usePageWords();
  const isLive = useStore(socket.state).status === 'online';
  return (
    <span className={styles.pulse} data-live={isLive} role="status">
      {t(isLive ? 'live.on' : 'live.off')}
    </span>
  );
}

function useIsFull(): boolean {
  const [isFull, setIsFull] = useState(false);
  useEffect(() => {
    const tell = () => setIsFull(document.fullscreenElement !== null);
    document.addEventListener('fullscreenchange', tell);
    return () => document.removeEventListener('fullscreenchange', tell);
  }, []);
  return isFull;
}
