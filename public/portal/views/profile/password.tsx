import { Button, PasswordInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ChangePassword } from '../../../../src/contract/auth.dto';
import { usePortal, useWords } from '../../context';
import { useServerForm } from '../../use-server-form';
import shell from '../shell/shell.module.css';
import styles from './profile.module.css';
import { Section } from './section';

export function Password() {
  const { api, me } = usePortal();
  const { t } = useWords();
  const { form, field, failure, onSubmit } = useServerForm({
    initialValues: { currentPassword: '', newPassword: '' },
    validate: {
      currentPassword: (value) => (value ? null : t('signIn.passwordMissing')),
      newPassword: (value) => (value.length >= 8 ? null : t('field.password')),
    },
    submit: async (input: ChangePassword & Record<string, string>) => {
      await api.post<null>('/auth/password', input);
      form.reset();
      notifications.show({ message: t('password.changed') });
    },
  });
  const visibilityToggleButtonProps = { 'aria-label': t('signIn.showPassword') };
  return (
    <Section title={t('password.title')} hint={t('password.hint')}>
      <form className={styles.form} onSubmit={onSubmit} noValidate>
        <input type="text" autoComplete="username" value={me.username ?? me.email ?? ''} readOnly hidden />
        <PasswordInput
          {...field('currentPassword')}
          key={form.key('currentPassword')}
          label={t('password.current')}
          autoComplete="current-password"
          visibilityToggleButtonProps={visibilityToggleButtonProps}
        />
        <PasswordInput
          {...field('newPassword')}
          key={form.key('newPassword')}
          label={t('password.new')}
          description={t('register.passwordHint')}
          autoComplete="new-password"
          visibilityToggleButtonProps={visibilityToggleButtonProps}
        />
        {failure && (
          <p className={shell.failure} role="alert">
            {failure}
          </p>
        )}
        <div className={styles.actions}>
          <Button type="submit" variant="default" size="md" loading={form.submitting}>
            {t('password.submit')}
          </Button>
        </div>
      </form>
    </Section>
  );
}
