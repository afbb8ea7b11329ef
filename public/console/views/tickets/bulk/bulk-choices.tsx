import { Button, Menu, Popover, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { TicketPriority } from '../../../../../src/contract/tickets.dto';
import { TICKET_PRIORITIES } from '../../../lists';
import { useShopFacts } from '../use-shop-facts';
import { type TicketKey, useTicketWords } from '../words';
import styles from './bulk.module.css';

interface ChoiceProps<Value> {
  isDisabled: boolean;
  onChoose: (value: Value) => void;
}

export function AssignChoice({ isDisabled, onChoose }: ChoiceProps<string>) {
  const { agents } = useShopFacts();
  return (
    <MenuChoice
      label="bulk.assign"
      isDisabled={isDisabled}
      choices={agents.map(({ id, name }) => ({ value: id, label: name }))}
      onChoose={onChoose}
    />
  );
}

export function PriorityChoice({ isDisabled, onChoose }: ChoiceProps<TicketPriority>) {
  const t = useTicketWords();
  return (
    <MenuChoice
      label="bulk.priority"
      isDisabled={isDisabled}
      choices={TICKET_PRIORITIES.map((value) => ({ value, label: t(`priority.${value}`) }))}
      onChoose={onChoose}
    />
  );
}

interface MenuProps<Value> extends ChoiceProps<Value> {
  label: TicketKey;
  choices: { value: Value; label: string }[];
}

function MenuChoice<Value extends string>({ label, isDisabled, choices, onChoose }: MenuProps<Value>) {
  const t = useTicketWords();
  return (
    <Menu position="bottom-start" width={200}>
      <Menu.Target>
        <Button size="compact-sm" variant="default" disabled={isDisabled}>
          {t(label)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={styles.choices}>
        {choices.map(({ value, label: name }) => (
          <Menu.Item key={value} onClick={() => onChoose(value)}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

interface TextProps {
  name: 'close' | 'tag';
  isRequired?: boolean;
  isDisabled: boolean;
  /** Enter does the first. */
  actions: { key: TicketKey; run: (text: string) => void }[];
}

const LENGTH = { close: 200, tag: 40 } as const;

/** What needs a word first, or takes one. */
export function TextChoice({ name, isRequired = false, isDisabled, actions }: TextProps) {
  const t = useTicketWords();
  const [isOpen, setIsOpen] = useState(false);
  const [text, setText] = useState('');
  const given = text.trim();
  const isReady = !isRequired || given !== '';

  function choose(run: (text: string) => void): void {
    if (!isReady) return;
    setIsOpen(false);
    setText('');
    run(given);
  }

  return (
    <Popover opened={isOpen} onChange={setIsOpen} position="bottom-start" width={260} trapFocus>
      <Popover.Target>
        <Button size="compact-sm" variant="default" disabled={isDisabled} onClick={() => setIsOpen((was) => !was)}>
          {t(`bulk.${name}`)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t(`bulk.${name}`)}>
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (actions[0]) choose(actions[0].run);
          }}
        >
          <TextInput
            size="xs"
            label={t(name === 'close' ? 'end.reason' : 'filter.tag')}
            placeholder={name === 'close' ? t('close.example') : undefined}
            value={text}
            maxLength={LENGTH[name]}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <div className={styles.ends}>
            {actions.map(({ key, run }, index) => (
              <Button
                key={key}
                size="compact-xs"
                type={index === 0 ? 'submit' : 'button'}
                variant={index === 0 ? 'filled' : 'default'}
                disabled={!isReady}
                onClick={index === 0 ? undefined : () => choose(run)}
              >
                {t(key)}
              </Button>
            ))}
          </div>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
