import { Menu } from '@mantine/core';
import { IconBuildingStore, IconCheck, IconSelector } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Page } from '../../../../src/contract/common.dto';
import { LIMITS } from '../../../../src/contract/limits';
import type { ShopView } from '../../../../src/contract/shops.dto';
import { useStore } from '../../../ui/use-store';
import { useDesk, useWords } from '../../context';
import styles from './shop-picker.module.css';

/** Those who work for all shops look at one of them at a time. */
export function ShopPicker() {
  const desk = useDesk();
  const { t } = useWords();
  const chosen = useStore(desk.shopId);
  const isNeeded = desk.me.shopId === null;
  const { data } = useQuery({
    queryKey: ['shops'],
    queryFn: ({ signal }) => desk.api.get<Page<ShopView>>('/shops', { isActive: true, limit: LIMITS.pageSize }, signal),
    enabled: isNeeded,
    staleTime: 300_000,
  });
  const shops = data?.items ?? [];
  const current = shops.find(({ id }) => id === chosen);
  const first = shops[0]?.id;

  useEffect(() => {
    if (data && !current && first) desk.chooseShop(first);
  }, [data, current, first, desk]);

  if (!isNeeded) return null;
  return (
    <Menu width={232} position="bottom-start">
      <Menu.Target>
        <button type="button" className={styles.picker} aria-label={t('nav.shop')}>
          <IconBuildingStore size={16} stroke={1.75} />
          <span className={styles.name}>{current?.name ?? t('nav.shop')}</span>
          <IconSelector size={14} stroke={1.75} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {shops.map(({ id, name }) => (
          <Menu.Item
            key={id}
            rightSection={id === chosen ? <IconCheck size={14} /> : null}
            onClick={() => desk.chooseShop(id)}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
