import { notifications } from '@mantine/notifications';
import { useWords } from '../../context';
import styles from './details.module.css';

/** Every value is copied by a click. */
export function CopyValue({ value, shown = value }: { value: string; shown?: string }) {
  const { t } = useWords();

  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(value);
    notifications.show({ message: t('details.copied', { value: shown }) });
  }

  return (
    <button type="button" className={styles.copy} title={value} onClick={() => void copy()}>
      {shown}
    </button>
  );
}
