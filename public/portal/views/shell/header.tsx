import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Logo } from '../../../ui/logo';
import { useShop, useWords } from '../../context';
import { Bell } from '../alerts/bell';
import styles from './header.module.css';
import { MeMenu } from './me-menu';
import { useNavItems } from './use-nav-items';

/** The shop, where one can go, and who one is. On phones the places are below. */
export function Header() {
  const { shopName } = useShop();
  const { t } = useWords();
  const items = useNavItems();
  return (
    <header className={styles.bar}>
      <div className={styles.inner}>
        <Link to="/tickets" className={styles.brand}>
          <Logo size={28} />
          <span className={styles.name}>{shopName}</span>
        </Link>
        <nav className={styles.nav} aria-label={t('nav.label')}>
          {items.map(({ to, label, badge }) => (
            <Link key={to} to={to} className={styles.link} activeOptions={{ includeSearch: false }}>
              {label}
              {badge}
            </Link>
          ))}
        </nav>
        <Button
          component={Link}
          to="/new"
          className={styles.new}
          leftSection={<IconPlus size={16} aria-hidden="true" />}
        >
          {t('nav.new')}
        </Button>
        <div className={styles.own}>
          <Bell />
          <MeMenu />
        </div>
      </div>
    </header>
  );
}
