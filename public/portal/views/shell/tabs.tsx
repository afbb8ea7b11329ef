import { Link } from '@tanstack/react-router';
import { useWords } from '../../context';
import styles from './tabs.module.css';
import { useTabItems } from './use-nav-items';

/** The places of the portal within reach of a thumb. */
export function Tabs() {
  const { t } = useWords();
  const items = useTabItems();
  return (
    <nav className={styles.tabs} aria-label={t('nav.label')}>
      {items.map(({ to, label, icon: Icon, badge }) => (
        <Link key={to} to={to} className={styles.tab} activeOptions={{ includeSearch: false }}>
          <Icon size={22} stroke={1.75} />
          <span>
            {label}
            {badge}
          </span>
        </Link>
      ))}
    </nav>
  );
}
