import { Button, PasswordInput, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { FailureCode } from '../../../core/api-error';
import { useSession, useShop, useWords } from '../../context';
import { useServerForm } from '../../use-server-form';
import styles from './door.module.css';
import { DoorCard } from './door-card';

/** `because` tells why one is here again. */
export function SignIn({ because }: { because: FailureCode | null }) {
  const session = useSession();
  const { shop, shopName } = useShop();
  const { t } = useWords();
  const { form, field, failure, onSubmit } = useServerForm({
    initialValues: { username: '', password: '' },
    validate: {
      username: (value) => (value.trim() ? null : t('signIn.usernameMissing')),
      password: (value) => (value ? null : t('signIn.passwordMissing')),
    },
    // Whoever is not a customer here is told the same as whoever mistyped the password.
    submit: ({ username, password }) => session.signIn({ username: username.trim(), password, role: 'customer', shop }),
  });

  return (
    <DoorCard
      title={t('signIn.title', { shop: shopName })}
      failure={failure}
      onSubmit={onSubmit}
      ways={
        <>
          <p className={styles.ways}>
            <Link to="/code">{t('signIn.byCode')}</Link>
            <Link to="/forgotten">{t('signIn.forgotten')}</Link>
            <Link to="/reactivate">{t('signIn.reactivate')}</Link>
          </p>
          <p className={styles.switch}>
            {t('signIn.new')}{' '}
            <Link to="/register" className={styles.plain}>
              {t('signIn.register')}
            </Link>
          </p>
        </>
      }
    >
      {because && (
        <p className={styles.notice}>{t(because === 'FORBIDDEN' ? 'signIn.customersOnly' : 'signIn.ended')}</p>
      )}
      <TextInput
        {...field('username')}
        label={t('signIn.username')}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
      />
      <PasswordInput
        {...field('password')}
        label={t('signIn.password')}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
      />
      <Button type="submit" size="md" fullWidth loading={form.submitting}>
        {t('signIn.submit')}
      </Button>
    </DoorCard>
  );
}
