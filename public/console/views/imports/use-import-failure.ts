import { asApiError } from '../../../core/api-error';
import { useWords } from '../../context';
import { failureText } from '../../failure-words';
import { usePageWords } from '../page/page-words';

/** What is wrong with a file, where the console would speak of a message’s attachment. */
export function useImportFailure(): (thrown: unknown) => string {
  const console = useWords();
  const { t } = usePageWords();
  return (thrown) => {
    const { code } = asApiError(thrown);
    if (code === 'PAYLOAD_TOO_LARGE') return t('imports.tooLarge');
    if (code === 'UNAVAILABLE') return t('imports.busy');
    return failureText(console.t, thrown);
  };
}
