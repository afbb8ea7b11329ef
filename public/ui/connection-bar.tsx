import { useEffect, useState } from 'react';
import { connectionPhase } from '../core/connection';
import styles from './bar.module.css';
import { useSurroundings } from './surroundings';
import { useNow } from './ticker';
import { useStore } from './use-store';

const PULSE_MS = 1500;

/** Says that the connection is lost, how badly, and for a moment that it is back. Nothing for a blink. */
export function ConnectionBar() {
  const { t, connection } = useSurroundings();
  const state = useStore(connection);
  // The socket dates a loss by the computer's clock. The shared ticker only makes this draw again.
  useNow();
  const phase = connectionPhase(state, Date.now());
  const isBack = useRecovery(phase);

  if (phase === 'ended' && state.status === 'ended') {
    const isCrowded = state.reason.code === 'CAPACITY_REACHED' || state.reason.code === 'RATE_LIMITED';
    return (
      <div className={styles.bar} data-tone="danger" role="alert">
        {t(isCrowded ? 'connection.crowded' : 'connection.ended')}
        <button type="button" className={styles.action} onClick={() => window.location.reload()}>
          {t('action.reload')}
        </button>
      </div>
    );
  }
  if (phase === 'reconnecting' || phase === 'offline') {
    return (
      <div className={styles.bar} data-tone={phase === 'offline' ? 'danger' : 'warn'} role="status">
        {t(`connection.${phase}`)}
      </div>
    );
  }
  return isBack ? (
    <div className={styles.bar} data-tone="ok" role="status">
      {t('connection.back')}
    </div>
  ) : null;
}

/** True for a moment after a loss that was told. */
function useRecovery(phase: string): boolean {
  const [wasLost, setWasLost] = useState(false);
  const isLost = phase === 'reconnecting' || phase === 'offline';
  if (isLost && !wasLost) setWasLost(true);
  const isBack = wasLost && phase === 'fine';

  useEffect(() => {
    if (!isBack) return;
    const timer = setTimeout(() => setWasLost(false), PULSE_MS);
    return () => clearTimeout(timer);
  }, [isBack]);
  return isBack;
}
