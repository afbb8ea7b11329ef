import { Button, PasswordInput } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useSession, useShop, useWords } from '../../context';
import { Account } from '../../model/account';
import { useServerForm } from '../../use-server-form';
import { BackToSignIn } from './code-page';
import { DoorCard } from './door-card';

/** Where the e-mail about a forgotten password leads. */
export function ResetPage() {
  const session = useSession();
  const navigate = useNavigate();
  const { shop } = useShop();
  const { t } = useWords();
  const { token = '' } = useSearch({ strict: false });
  const { form, field, failure, onSubmit } = useServerForm({
    initialValues: { password: '' },
    validate: { password: (value) => (value.length >= 8 ? null : t('field.password')) },
    submit: async ({ password }) => {
      await new Account(session, shop).resetPassword(token, password);
      await navigate({ to: '/tickets' });
    },
  });
  return (
    <DoorCard
      title={t('reset.title')}
      hint={t('reset.hint')}
      failure={failure}
      onSubmit={onSubmit}
      ways={<BackToSignIn />}
    >
      <PasswordInput
        {...field('password')}
        label={t('reset.password')}
        description={t('register.passwordHint')}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
      />
      <Button type="submit" size="md" fullWidth loading={form.submitting}>
        {t('reset.submit')}
      </Button>
    </DoorCard>
  );
}
