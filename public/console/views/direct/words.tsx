import type english from '../../../messages/direct.en.json';
import { createLaterWords } from '../../../ui/later-words';
import { useWords } from '../../context';
import { directMessages } from './messages';

export const { LaterWords: DirectWords, useLaterWords: useDirectWords } = createLaterWords<keyof typeof english>(
  directMessages,
  () => useWords().locale,
);
