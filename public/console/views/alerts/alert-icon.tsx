import {
  IconAlarm,
  IconAlertTriangle,
  IconArrowBackUp,
  IconArrowsExchange,
  IconAt,
  IconCircleCheck,
  IconGitMerge,
  IconMessage,
  IconSpeakerphone,
  IconUserCheck,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { AlertKind } from '../../../../src/contract/alerts.dto';
import styles from './alerts.module.css';

type Tone = 'accent' | 'neutral' | 'warn' | 'danger' | 'ok';

const LOOKS: Record<AlertKind, [ComponentType<{ size?: number; stroke?: number }>, Tone]> = {
  ticketAssigned: [IconUserCheck, 'accent'],
  ticketDeclined: [IconArrowBackUp, 'warn'],
  ticketStatusChanged: [IconArrowsExchange, 'neutral'],
  ticketReplied: [IconMessage, 'accent'],
  ticketClosed: [IconCircleCheck, 'ok'],
  ticketMerged: [IconGitMerge, 'neutral'],
  slaAtRisk: [IconAlarm, 'warn'],
  slaBreached: [IconAlertTriangle, 'danger'],
  announcement: [IconSpeakerphone, 'accent'],
  mention: [IconAt, 'accent'],
};

export function AlertIcon({ kind }: { kind: AlertKind }) {
  const [Icon, tone] = LOOKS[kind];
  return (
    <span className={styles.icon} data-tone={tone} aria-hidden="true">
      <Icon size={18} stroke={1.75} />
    </span>
  );
}
