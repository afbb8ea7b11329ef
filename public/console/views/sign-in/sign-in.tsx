import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { asApiError, type FailureCode } from '../../../core/api-error';
import { Logo } from '../../../ui/logo';
import { Preferences } from '../../../ui/preferences';
import { useSession, useWords } from '../../context';
import { failureText } from '../../failure-words';
import styles from './sign-in.module.css';

/** `because` tells why one is here again. */
export function SignIn({ because }: { because: FailureCode | null }) {
  const session = useSession();
  const words = useWords();
  const { t } = words;
  const [failure, setFailure] = useState<string | null>(null);
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { username: '', password: '' },
    validate: {
      username: (value) => (value.trim() ? null : t('signIn.usernameMissing')),
      password: (value) => (value ? null : t('signIn.passwordMissing')),
    },
  });

  async function signIn({ username, password }: { username: string; password: string }): Promise<void> {
    setFailure(null);
    try {
      await session.signIn({ username: username.trim(), password, role: 'employee' });
    } catch (thrown) {
      const error = asApiError(thrown);
      const seconds = Math.ceil((error.retryAfterMs ?? 0) / 1000);
      setFailure(error.code === 'RATE_LIMITED' && seconds ? t('signIn.wait', { seconds }) : failureText(t, error));
    }
  }

  return (
    <main className={styles.page}>
      <form className={styles.card} onSubmit={form.onSubmit(signIn)} noValidate>
        <Logo size={40} />
        <h1 className={styles.title}>{t('signIn.title')}</h1>
        {because && <p className={styles.notice}>{t('signIn.ended')}</p>}
        <TextInput
          {...form.getInputProps('username')}
          key={form.key('username')}
          label={t('signIn.username')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          size="md"
        />
        <PasswordInput
          {...form.getInputProps('password')}
          key={form.key('password')}
          label={t('signIn.password')}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
          size="md"
        />
        {failure && (
          <p className={styles.failure} role="alert">
            {failure}
          </p>
        )}
        <Button type="submit" size="md" fullWidth loading={form.submitting}>
          {t('signIn.submit')}
        </Button>
        <Preferences words={words} isStacked />
      </form>
    </main>
  );
}
