import { useQuery } from '@tanstack/react-query';
import type { OwnProfile } from '../../../../src/contract/accounts.dto';
import { usePortal, useWords } from '../../context';
import { failureText } from '../../failure-words';
import shell from '../shell/shell.module.css';
import { AboutMe } from './about-me';
import { Deactivate } from './deactivate';
import { MailChoices } from './mail-choices';
import { Password } from './password';
import styles from './profile.module.css';
import { PROFILE } from './routes';
import { SignIns } from './sign-ins';

/** Everything about one's own account. */
export function ProfilePage() {
  const { api } = usePortal();
  const { t } = useWords();
  const { data: profile, error } = useQuery({
    queryKey: ['profile'],
    queryFn: ({ signal }) => api.get<OwnProfile>(PROFILE, undefined, signal),
  });
  return (
    <div className={`${shell.page} ${shell.narrow} ${styles.sections}`}>
      <h1 className={shell.title}>{t('nav.profile')}</h1>
      {error && (
        <p className={shell.failure} role="alert">
          {failureText(t, error)}
        </p>
      )}
      {profile && <AboutMe profile={profile} />}
      <Password />
      {profile && <MailChoices />}
      <SignIns />
      <Deactivate />
    </div>
  );
}
