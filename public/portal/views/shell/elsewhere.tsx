import { useQuery } from '@tanstack/react-query';
import type { WidgetConfig } from '../../../../src/contract/widget.dto';
import styles from '../../../ui/bar.module.css';
import { useSession, useShop, useWords } from '../../context';
import { chooseShop } from '../../model/shop-choice';

/** An account belongs to one shop. Who comes by another one's link is told, and can go there. */
export function Elsewhere({ wanted }: { wanted: string }) {
  const session = useSession();
  const here = useShop();
  const { t } = useWords();
  const { data: there } = useQuery({
    queryKey: ['shop', wanted],
    queryFn: ({ signal }) => session.open.get<WidgetConfig>(`/widget/${encodeURIComponent(wanted)}`, undefined, signal),
    retry: false,
  });
  if (!there || there.shop === here.shop) return null;
  return (
    <div className={styles.bar} data-tone="warn" role="status">
      {t('elsewhere.text', { here: here.shopName, there: there.shopName })}
      <button type="button" className={styles.action} onClick={() => chooseShop(here.shop)}>
        {t('elsewhere.stay')}
      </button>
      <button type="button" className={styles.action} onClick={() => void session.signOut()}>
        {t('elsewhere.leave', { there: there.shopName })}
      </button>
    </div>
  );
}
