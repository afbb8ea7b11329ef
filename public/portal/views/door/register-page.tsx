import { Button, PasswordInput, TextInput } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import type { TokenView } from '../../../../src/contract/auth.dto';
import type { RegisterCustomer } from '../../../../src/contract/customers.dto';
import { useSession, useShop, useWords } from '../../context';
import { useServerForm } from '../../use-server-form';
import styles from './door.module.css';
import { DoorCard } from './door-card';

const USERNAME = /^[\p{L}\p{N}][\p{L}\p{N}._-]{1,59}$/u;
const EMAIL = /^\S+@\S+\.\S+$/;

/** A new account at this shop; with it one is in. */
export function RegisterPage() {
  const session = useSession();
  const navigate = useNavigate();
  const { shop, shopName } = useShop();
  const { t } = useWords();
  const { form, field, failure, onSubmit } = useServerForm({
    initialValues: { name: '', email: '', username: '', phone: '', password: '' },
    validate: {
      name: (value) => (value.trim() ? null : t('field.name')),
      email: (value) => (EMAIL.test(value.trim()) ? null : t('field.email')),
      username: (value) => (USERNAME.test(value.trim()) ? null : t('field.username')),
      password: (value) => (value.length >= 8 ? null : t('field.password')),
    },
    submit: async ({ name, email, username, phone, password }) => {
      const input: RegisterCustomer = {
        shop,
        name: name.trim(),
        email: email.trim(),
        username: username.trim(),
        password,
        ...(phone.trim() && { phone: phone.trim() }),
      };
      await session.begin(await session.open.post<TokenView>('/auth/register', input));
      await navigate({ to: '/tickets' });
    },
  });
  return (
    <DoorCard
      title={t('register.title', { shop: shopName })}
      hint={t('register.hint')}
      failure={failure}
      onSubmit={onSubmit}
      ways={
        <p className={styles.switch}>
          {t('register.known')}{' '}
          <Link to="/" className={styles.plain}>
            {t('signIn.submit')}
          </Link>
        </p>
      }
    >
      <TextInput {...field('name')} label={t('register.name')} autoComplete="name" />
      <TextInput {...field('email')} label={t('register.email')} type="email" inputMode="email" autoComplete="email" />
      <TextInput
        {...field('username')}
        label={t('register.username')}
        description={t('register.usernameHint')}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
      />
      <TextInput
        {...field('phone')}
        label={t('register.phone')}
        description={t('register.phoneHint')}
        type="tel"
        inputMode="tel"
        autoComplete="tel"
      />
      <PasswordInput
        {...field('password')}
        label={t('register.password')}
        description={t('register.passwordHint')}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
      />
      <Button type="submit" size="md" fullWidth loading={form.submitting}>
        {t('register.submit')}
      </Button>
    </DoorCard>
  );
}
