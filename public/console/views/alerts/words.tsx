import type english from '../../../messages/alerts.en.json';
import { createLaterWords } from '../../../ui/later-words';
import { useWords } from '../../context';
import { alertMessages } from './messages';

export type AlertKey = keyof typeof english;

/** The words for alerts come with the first one. */
export const { LaterWords: AlertWords, useLaterWords: useAlertWords } = createLaterWords<AlertKey>(
  alertMessages,
  () => useWords().locale,
);
