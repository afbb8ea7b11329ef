import { Tooltip } from '@mantine/core';
import { IconActivity, IconChartBar, IconTableImport } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { useDesk, useWords } from '../../context';
import { PAGE_PATHS, type PageName, useMyPages, usePage } from '../../pages';
import nav from './nav.module.css';
import rail from './rail.module.css';

const ICONS: Record<PageName, ComponentType<{ size?: number; stroke?: number }>> = {
  live: IconActivity,
  reports: IconChartBar,
  imports: IconTableImport,
};

/** The ways to the pages one may open: pictures in the rail, names where there is none. */
export function PageLinks({ isNamed = false }: { isNamed?: boolean }) {
  const { screen } = useDesk();
  const { t } = useWords();
  const current = usePage();
  const pages = useMyPages();
  if (pages.length === 0) return null;
  return (
    <nav className={isNamed ? undefined : rail.lists} aria-label={t('nav.pages')}>
      {pages.map((page) => {
        const Icon = ICONS[page];
        return (
          <Tooltip key={page} label={t(`page.${page}`)} position="right" disabled={isNamed}>
            <Link
              to={PAGE_PATHS[page]}
              className={isNamed ? nav.item : rail.item}
              data-current={page === current}
              aria-current={page === current ? 'page' : undefined}
              activeProps={{}}
              aria-label={isNamed ? undefined : t(`page.${page}`)}
              onClick={() => screen.isNavOpen.set(false)}
            >
              {isNamed ? <span className={nav.label}>{t(`page.${page}`)}</span> : <Icon size={20} stroke={1.75} />}
            </Link>
          </Tooltip>
        );
      })}
    </nav>
  );
}
