import { IconChartBar, IconPlus, IconTicket, IconUser } from '@tabler/icons-react';
import type { ComponentType, ReactNode } from 'react';
import { useWords } from '../../context';

interface NavItem {
  to: '/tickets' | '/new' | '/overview' | '/profile';
  label: string;
  icon: ComponentType<{ size?: number; stroke?: number }>;
  badge?: ReactNode;
}

/** The places of the portal. */
export function useNavItems(): NavItem[] {
  const { t } = useWords();
  return [
    { to: '/tickets', label: t('nav.tickets'), icon: IconTicket },
    { to: '/overview', label: t('nav.overview'), icon: IconChartBar },
  ];
}

/** On phones, what the header has no room for is a place of its own. */
export function useTabItems(): NavItem[] {
  const { t } = useWords();
  const [tickets, ...others] = useNavItems();
  return [
    ...(tickets ? [tickets] : []),
    { to: '/new', label: t('nav.newShort'), icon: IconPlus },
    ...others,
    { to: '/profile', label: t('nav.profile'), icon: IconUser },
  ];
}
