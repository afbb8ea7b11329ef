import { Button, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import type { OwnProfile, UpdateProfile } from '../../../../src/contract/accounts.dto';
import { useAction } from '../../../ui/use-action';
import { usePortal, useWords } from '../../context';
import { failureText } from '../../failure-words';
import { useServerForm } from '../../use-server-form';
import shell from '../shell/shell.module.css';
import styles from './profile.module.css';
import { PROFILE, VERIFICATION } from './routes';
import { Section } from './section';

export function AboutMe({ profile }: { profile: OwnProfile }) {
  const { api } = usePortal();
  const { t } = useWords();
  const queries = useQueryClient();
  const { name, phone, profession, organization, address } = profile;
  const { form, field, failure, onSubmit } = useServerForm({
    initialValues: { name, phone: phone ?? '', profession, organization, address },
    validate: { name: (value) => (value.trim() ? null : t('field.name')) },
    submit: async (values) => {
      const change: UpdateProfile = { ...values, name: values.name.trim(), phone: values.phone.trim() || null };
      queries.setQueryData(['profile'], await api.patch<OwnProfile>(PROFILE, change));
      notifications.show({ message: t('profile.saved') });
    },
  });
  return (
    <Section title={t('profile.about')}>
      <Email profile={profile} />
      <form className={styles.form} onSubmit={onSubmit} noValidate>
        <TextInput {...field('name')} label={t('register.name')} autoComplete="name" />
        <TextInput
          {...field('phone')}
          label={t('register.phone')}
          description={t('register.phoneHint')}
          type="tel"
          inputMode="tel"
          autoComplete="tel"
        />
        <div className={styles.pair}>
          <TextInput {...field('profession')} label={t('profile.profession')} autoComplete="organization-title" />
          <TextInput {...field('organization')} label={t('profile.organization')} autoComplete="organization" />
        </div>
        <Textarea {...field('address')} label={t('profile.address')} rows={3} autoComplete="street-address" />
        {failure && (
          <p className={shell.failure} role="alert">
            {failure}
          </p>
        )}
        <div className={styles.actions}>
          <Button type="submit" size="md" loading={form.submitting}>
            {t('profile.save')}
          </Button>
        </div>
      </form>
    </Section>
  );
}

function Email({ profile: { email, isEmailVerified, username } }: { profile: OwnProfile }) {
  const { api } = usePortal();
  const { t } = useWords();
  const { run, isRunning, failure } = useAction(async () => {
    await api.post<null>(VERIFICATION);
    notifications.show({ message: t('profile.mailSent', { email: email ?? '' }) });
  });
  return (
    <div className={styles.identity}>
      {username && <p>{t('profile.username', { username })}</p>}
      {email && (
        <p>
          {email}{' '}
          <span className={styles.badge} data-ok={isEmailVerified}>
            {t(isEmailVerified ? 'profile.verified' : 'profile.unverified')}
          </span>
        </p>
      )}
      {email && !isEmailVerified && (
        <>
          <p className={shell.hint}>{t('profile.whyVerify')}</p>
          <Button variant="default" loading={isRunning} onClick={run}>
            {t('profile.verify')}
          </Button>
        </>
      )}
      {failure !== null && (
        <p className={shell.failure} role="alert">
          {failureText(t, failure)}
        </p>
      )}
    </div>
  );
}
