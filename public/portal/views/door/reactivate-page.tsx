import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useSession, useShop, useWords } from '../../context';
import { Account } from '../../model/account';
import { useServerForm } from '../../use-server-form';
import { BackToSignIn } from './code-page';
import { DoorCard } from './door-card';

/** The way back for who has put their own account away. */
export function ReactivatePage() {
  const session = useSession();
  const navigate = useNavigate();
  const { shop } = useShop();
  const { t } = useWords();
  const { form, field, failure, onSubmit } = useServerForm({
    initialValues: { username: '', password: '' },
    validate: {
      username: (value) => (value.trim() ? null : t('signIn.usernameMissing')),
      password: (value) => (value ? null : t('signIn.passwordMissing')),
    },
    submit: async ({ username, password }) => {
      await new Account(session, shop).reactivate(username.trim(), password);
      await navigate({ to: '/tickets' });
    },
  });
  return (
    <DoorCard
      title={t('reactivate.title')}
      hint={t('reactivate.hint')}
      failure={failure}
      onSubmit={onSubmit}
      ways={<BackToSignIn />}
    >
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
        {t('reactivate.submit')}
      </Button>
    </DoorCard>
  );
}
