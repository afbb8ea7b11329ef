import { Modal, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import type { Page } from '../../../../src/contract/common.dto';
import type { EmployeeView } from '../../../../src/contract/employees.dto';
import { Avatar } from '../../../ui/avatar';
import { useStore } from '../../../ui/use-store';
import { useDesk, useWords } from '../../context';
import { failureText } from '../../failure-words';
import { useGoDirect } from '../../place';
import dialog from '../dialogs/dialogs.module.css';
import { DirectWords, useDirectWords } from './words';

const MOST = 20;

export function WriteToDialog({ onClose }: { onClose: () => void }) {
  return (
    <DirectWords>
      <WriteTo onClose={onClose} />
    </DirectWords>
  );
}

/** A colleague found by name; Enter or a click opens what one writes with them. */
function WriteTo({ onClose }: { onClose: () => void }) {
  const { screen } = useDesk();
  const { t: say } = useWords();
  const t = useDirectWords();
  const go = useGoDirect();
  const listId = useId();
  const [words, setWords] = useState('');
  const [active, setActive] = useState(0);
  const [isEntered, setIsEntered] = useState(false);
  const { colleagues, error, hasShop, isLoading, isOfBefore } = useColleagues(words.trim());

  // Entered before those who fit are here: nobody is written to who only stood there before.
  useEffect(() => {
    if (!isEntered || isOfBefore) return;
    setIsEntered(false);
    open(colleagues[active]);
  });

  function open(colleague: EmployeeView | undefined): void {
    if (!colleague) return;
    onClose();
    go(colleague.id);
    screen.expect();
  }

  function onKeyDown(event: KeyboardEvent): void {
    const last = isOfBefore ? 0 : colleagues.length - 1;
    if (event.key === 'ArrowDown') setActive((at) => Math.min(last, at + 1));
    else if (event.key === 'ArrowUp') setActive((at) => Math.max(0, at - 1));
    else if (event.key === 'Enter') setIsEntered(true);
    else return;
    event.preventDefault();
  }

  return (
    <Modal opened onClose={onClose} title={t('writeTo.title')} closeButtonProps={{ 'aria-label': say('action.close') }}>
      <div className={dialog.form}>
        <TextInput
          data-autofocus
          label={t('writeTo.find')}
          value={words}
          maxLength={100}
          role="combobox"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={colleagues[active] && `${listId}-${active}`}
          onChange={(event) => {
            setWords(event.currentTarget.value);
            setActive(0);
            setIsEntered(false);
          }}
          onKeyDown={onKeyDown}
        />
        {error !== null && (
          <p className={dialog.failure} role="alert">
            {failureText(say, error)}
          </p>
        )}
        <div
          id={listId}
          className={dialog.targets}
          role="listbox"
          aria-label={t('writeTo.title')}
          aria-busy={isLoading}
        >
          {colleagues.map((colleague, index) => (
            <div
              key={colleague.id}
              id={`${listId}-${index}`}
              className={dialog.target}
              role="option"
              tabIndex={-1}
              data-active={index === active}
              aria-selected={index === active}
              onPointerDown={(event) => {
                event.preventDefault();
                open(colleague);
              }}
            >
              <Avatar id={colleague.id} name={colleague.displayName} size={28} />
              <span className={dialog.targetName}>{colleague.displayName}</span>
              <span className={dialog.hint}>{colleague.role.name}</span>
            </div>
          ))}
          {colleagues.length === 0 && !isLoading && (
            <p className={dialog.hint}>{t(hasShop ? 'writeTo.nobody' : 'writeTo.noShop')}</p>
          )}
        </div>
      </div>
    </Modal>
  );
}

function useColleagues(words: string) {
  const { api, me, shopId } = useDesk();
  const shop = useStore(shopId);
  const { data, error, isFetching, isPlaceholderData } = useQuery({
    queryKey: ['employees', shop, words],
    queryFn: ({ signal }) =>
      api.get<Page<EmployeeView>>('/employees', { shopId: shop, search: words, isActive: 'true', limit: MOST }, signal),
    enabled: shop !== null,
    placeholderData: (before) => before,
  });
  const colleagues = (data?.items ?? []).filter(({ id }) => id !== me.id);
  return { colleagues, error, hasShop: shop !== null, isLoading: isFetching, isOfBefore: isPlaceholderData };
}
