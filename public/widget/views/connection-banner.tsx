import { useEffect, useRef, useState } from 'preact/hooks';
import { connectionPhase, isCrowdedOut } from '../../core/connection';
import { useStore, useWidget, useWords } from '../context';

const WELCOME_MS = 1500;

/** Says when the line is down, that nothing typed is lost, and when it is back. */
export function ConnectionBanner() {
  const { line } = useWidget();
  const { t } = useWords();
  const state = useStore(line.socket.state);
  const [, tick] = useState(0);
  const wasDown = useRef(false);
  const [isBack, setIsBack] = useState(false);
  const phase = connectionPhase(state, Date.now());

  useEffect(() => {
    if (state.status !== 'reconnecting') return;
    const timer = setInterval(() => tick((count) => count + 1), 1000);
    return () => clearInterval(timer);
  }, [state.status]);

  useEffect(() => {
    if (phase !== 'fine') wasDown.current = true;
    if (state.status !== 'online' || !wasDown.current) return;
    wasDown.current = false;
    setIsBack(true);
    const timer = setTimeout(() => setIsBack(false), WELCOME_MS);
    return () => clearTimeout(timer);
  }, [phase, state.status]);

  return (
    <div class="banner-place" role="status">
      {phase === 'reconnecting' && <p class="banner warn">{t('connection.lost')}</p>}
      {phase === 'offline' && <p class="banner danger">{t('connection.offline')}</p>}
      {phase === 'fine' && isBack && <p class="banner ok">{t('connection.back')}</p>}
      {state.status === 'ended' && (
        <p class="banner warn">
          {t(isCrowdedOut(state.reason) ? 'connection.elsewhere' : 'connection.refused')}
          <button type="button" class="link" onClick={() => line.connect()}>
            {t(isCrowdedOut(state.reason) ? 'connection.here' : 'connection.again')}
          </button>
        </p>
      )}
    </div>
  );
}
