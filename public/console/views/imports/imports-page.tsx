import { useNavigate, useParams } from '@tanstack/react-router';
import { useStore } from '../../../ui/use-store';
import { useDesk } from '../../context';
import { Page } from '../page/page';
import { usePageWords } from '../page/page-words';
import { ImportHistory } from './import-history';
import { OneImport } from './one-import';
import { UploadCard } from './upload-card';

/** Files of tickets: looked through first, brought in once somebody says so. */
export function ImportsPage() {
  const { me, shopId } = useDesk();
  const { t } = usePageWords();
  const shop = useStore(shopId);
  const navigate = useNavigate();
  const { importId } = useParams({ from: '/imports/{-$importId}' });
  const open = (id: string | undefined) => void navigate({ to: '/imports/{-$importId}', params: { importId: id } });
  return (
    <Page title={t('imports.title')}>
      {importId ? (
        <OneImport key={importId} id={importId} onLeave={() => open(undefined)} />
      ) : (
        (me.shopId ?? shop) && (
          <>
            <UploadCard onChecked={({ id }) => open(id)} />
            <ImportHistory />
          </>
        )
      )}
    </Page>
  );
}
