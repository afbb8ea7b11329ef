import { Button, TextInput } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAction } from '../../../ui/use-action';
import { useSession, useShop, useWords } from '../../context';
import { failureText } from '../../failure-words';
import { Account } from '../../model/account';
import { useServerForm } from '../../use-server-form';
import styles from './door.module.css';
import { DoorCard } from './door-card';

const EMAIL = /^\S+@\S+\.\S+$/;

/** Signing in without a password: a code goes to the e-mail address, and comes back. */
export function CodePage() {
  const [email, setEmail] = useState<string | null>(null);
  if (email !== null) return <EnterCode email={email} onOther={() => setEmail(null)} />;
  return <AskForCode onSent={setEmail} />;
}

function AskForCode({ onSent }: { onSent: (email: string) => void }) {
  const session = useSession();
  const { shop } = useShop();
  const { t } = useWords();
  const { form, field, failure, onSubmit } = useServerForm({
    initialValues: { email: '' },
    validate: { email: (value) => (EMAIL.test(value.trim()) ? null : t('field.email')) },
    submit: async ({ email }) => {
      await new Account(session, shop).sendCode(email.trim());
      onSent(email.trim());
    },
  });
  return (
    <DoorCard
      title={t('code.title')}
      hint={t('code.hint')}
      failure={failure}
      onSubmit={onSubmit}
      ways={<BackToSignIn />}
    >
      <TextInput {...field('email')} label={t('register.email')} type="email" inputMode="email" autoComplete="email" />
      <Button type="submit" size="md" fullWidth loading={form.submitting}>
        {t('code.send')}
      </Button>
    </DoorCard>
  );
}

function EnterCode({ email, onOther }: { email: string; onOther: () => void }) {
  const session = useSession();
  const navigate = useNavigate();
  const { shop } = useShop();
  const { t } = useWords();
  const account = new Account(session, shop);
  const again = useAction(() => account.sendCode(email));
  const { form, field, failure, onSubmit } = useServerForm({
    initialValues: { code: '' },
    validate: { code: (value) => (/^\d{6}$/.test(value.replace(/\s/g, '')) ? null : t('field.code')) },
    submit: async ({ code }) => {
      await account.enterByCode(email, code.replace(/\s/g, ''));
      await navigate({ to: '/tickets' });
    },
  });
  return (
    <DoorCard
      title={t('code.enter')}
      hint={t('code.sent', { email })}
      failure={failure ?? (again.failure === null ? null : failureText(t, again.failure))}
      onSubmit={onSubmit}
      ways={
        <p className={styles.ways}>
          <button type="button" className={`${styles.link} ${styles.plain}`} onClick={again.run}>
            {t('code.again')}
          </button>
          <button type="button" className={`${styles.link} ${styles.plain}`} onClick={onOther}>
            {t('code.otherEmail')}
          </button>
        </p>
      }
    >
      <TextInput
        {...field('code')}
        label={t('code.label')}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={7}
        classNames={{ input: styles.code }}
      />
      <Button type="submit" size="md" fullWidth loading={form.submitting}>
        {t('signIn.submit')}
      </Button>
    </DoorCard>
  );
}

export function BackToSignIn() {
  const { t } = useWords();
  return (
    <p className={styles.switch}>
      <Link to="/" className={styles.plain}>
        {t('door.back')}
      </Link>
    </p>
  );
}
