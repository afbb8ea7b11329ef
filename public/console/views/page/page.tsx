import { IconMenu2 } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { IconButton } from '../../../ui/icon-button';
import { useDesk, useWords } from '../../context';
import { useKeyTargets } from '../shell/use-keys';
import styles from './page.module.css';

const NO_KEYS = {};
const nothing = () => undefined;

interface Props {
  title: string;
  /** What stands beside the title. */
  aside?: ReactNode;
  children: ReactNode;
  /** Alone on the screen. */
  isLarge?: boolean;
  /** What keys do here besides leading elsewhere. */
  keys?: Record<string, () => unknown>;
}

/** A page beside the chats: its name, what can be done with all of it, and what it shows. */
export function Page({ title, aside, children, isLarge = false, keys = NO_KEYS }: Props) {
  const { screen } = useDesk();
  const { t } = useWords();
  useKeyTargets({ openId: null, open: nothing, canNote: false, actions: keys });
  return (
    <main className={styles.page} data-large={isLarge} aria-label={title}>
      <header className={styles.head}>
        <span className={styles.menu}>
          <IconButton icon={IconMenu2} label={t('nav.open')} size={40} onClick={() => screen.isNavOpen.set(true)} />
        </span>
        <h1 className={styles.title}>{title}</h1>
        {aside}
      </header>
      {children}
    </main>
  );
}

interface CardProps {
  title: string;
  hint?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

export function Card({ title, hint, actions, children }: CardProps) {
  return (
    <section className={styles.card} aria-label={title}>
      <div className={styles.cardHead}>
        <h2 className={styles.cardTitle}>{title}</h2>
        {hint && <span className={styles.hint}>{hint}</span>}
        {actions && <span className={styles.actions}>{actions}</span>}
      </div>
      {children}
    </section>
  );
}
