import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSession, useShop, useWords } from '../../context';
import { Account } from '../../model/account';
import { useServerForm } from '../../use-server-form';
import { BackToSignIn } from './code-page';
import { DoorCard } from './door-card';

const EMAIL = /^\S+@\S+\.\S+$/;

/** The way to another password goes through the e-mail address. Whether there is an account is not told. */
export function ForgottenPage() {
  const session = useSession();
  const { shop } = useShop();
  const { t } = useWords();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { form, field, failure, onSubmit } = useServerForm({
    initialValues: { email: '' },
    validate: { email: (value) => (EMAIL.test(value.trim()) ? null : t('field.email')) },
    submit: async ({ email }) => {
      await new Account(session, shop).forgotPassword(email.trim());
      setSentTo(email.trim());
    },
  });
  if (sentTo !== null) {
    return (
      <DoorCard title={t('forgotten.sentTitle')} ways={<BackToSignIn />}>
        <p role="status">{t('forgotten.sent', { email: sentTo })}</p>
      </DoorCard>
    );
  }
  return (
    <DoorCard
      title={t('forgotten.title')}
      hint={t('forgotten.hint')}
      failure={failure}
      onSubmit={onSubmit}
      ways={<BackToSignIn />}
    >
      <TextInput {...field('email')} label={t('register.email')} type="email" inputMode="email" autoComplete="email" />
      <Button type="submit" size="md" fullWidth loading={form.submitting}>
        {t('forgotten.send')}
      </Button>
    </DoorCard>
  );
}
