import { useEffect } from 'react';
import type { AlertView } from '../../../../src/contract/alerts.dto';
import { useDesk } from '../../context';
import { notify } from '../shell/notify';
import { aboutText, alertText } from './alert-text';
import { AlertWords, useAlertWords } from './words';

export function AlertNews({ alert }: { alert: AlertView }) {
  return (
    <AlertWords>
      <News alert={alert} />
    </AlertWords>
  );
}

/** What has just come, for those who hear the page, and on the desktop of those who look elsewhere. */
function News({ alert }: { alert: AlertView }) {
  const { alerts, screen } = useDesk();
  const t = useAlertWords();
  const text = alertText(t, alert);
  const about = aboutText(t, alert);

  useEffect(() => {
    if (alerts.isSpeaker)
      notify({ title: text, body: about, tag: 'alert', onOpen: () => screen.open({ kind: 'alerts' }) });
  }, [alerts, screen, text, about]);

  return t('alert.new', { text: `${text}. ${about}` });
}
