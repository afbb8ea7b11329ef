import { Button, Modal, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import type { ConfirmWithPassword } from '../../../../src/contract/accounts.dto';
import { usePortal, useSession, useWords } from '../../context';
import { useServerForm } from '../../use-server-form';
import shell from '../shell/shell.module.css';
import styles from './profile.module.css';
import { DEACTIVATION } from './routes';
import { Section } from './section';

/** Puts the account away; what was asked and answered stays, and so does the way back. */
export function Deactivate() {
  const { t } = useWords();
  const [isAsking, setIsAsking] = useState(false);
  return (
    <Section title={t('deactivate.title')} hint={t('deactivate.hint')}>
      <div className={styles.actions}>
        <Button variant="outline" color="danger" size="md" onClick={() => setIsAsking(true)}>
          {t('deactivate.open')}
        </Button>
      </div>
      {isAsking && <Ask onClose={() => setIsAsking(false)} />}
    </Section>
  );
}

function Ask({ onClose }: { onClose: () => void }) {
  const { api } = usePortal();
  const session = useSession();
  const { t } = useWords();
  const { form, field, failure, onSubmit } = useServerForm({
    initialValues: { password: '' },
    validate: { password: (value) => (value ? null : t('signIn.passwordMissing')) },
    submit: async ({ password }) => {
      await api.post<null>(DEACTIVATION, { password } satisfies ConfirmWithPassword);
      session.leave(null);
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('deactivate.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form className={styles.form} onSubmit={onSubmit} noValidate>
        <p>{t('deactivate.text')}</p>
        <PasswordInput
          {...field('password')}
          label={t('signIn.password')}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
        />
        {failure && (
          <p className={shell.failure} role="alert">
            {failure}
          </p>
        )}
        <div className={styles.actions}>
          <Button variant="default" size="md" onClick={onClose} data-autofocus>
            {t('deactivate.keep')}
          </Button>
          <Button type="submit" color="danger" size="md" loading={form.submitting}>
            {t('deactivate.submit')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
