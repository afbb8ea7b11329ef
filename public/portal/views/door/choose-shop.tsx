import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSession, useWords } from '../../context';
import { chooseShop } from '../../model/shop-choice';
import { useServerForm } from '../../use-server-form';
import styles from './door.module.css';
import { DoorCard } from './door-card';

interface DemoShop {
  slug: string;
  shopName: string;
  location: string;
}

/** The portal belongs to one shop. Which shops there are is shown on demo installations alone. */
export function ChooseShop({ missing }: { missing?: string }) {
  const { open } = useSession();
  const { t } = useWords();
  const { data: shops = [] } = useQuery({
    queryKey: ['shops'],
    queryFn: async ({ signal }) => (await open.get<{ items: DemoShop[] }>('/widget', undefined, signal)).items,
    retry: false,
  });
  const { field, onSubmit } = useServerForm({
    initialValues: { shop: '' },
    validate: { shop: (value) => (value.trim() ? null : t('door.shopMissing')) },
    submit: async ({ shop }) => chooseShop(shop.trim()),
  });
  return (
    <DoorCard
      title={t('door.whichShop')}
      hint={missing ? t('door.noSuchShop', { name: missing }) : t('door.whichShopHint')}
      onSubmit={onSubmit}
    >
      {shops.length > 0 && (
        <ul className={styles.shops}>
          {shops.map(({ slug, shopName, location }) => (
            <li key={slug}>
              <button type="button" className={styles.shop} onClick={() => chooseShop(slug)}>
                {shopName}
                <span>{location}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <TextInput
        {...field('shop')}
        label={t('door.shopName')}
        description={t('door.shopNameHint')}
        autoCapitalize="none"
        spellCheck={false}
      />
      <Button type="submit" size="md" variant={shops.length > 0 ? 'default' : 'filled'}>
        {t('door.openShop')}
      </Button>
    </DoorCard>
  );
}
