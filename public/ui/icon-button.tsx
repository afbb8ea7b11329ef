import { ActionIcon, Tooltip } from '@mantine/core';
import type { ComponentType, Ref } from 'react';
import styles from './icon-button.module.css';
import { Kbd } from './kbd';

interface Props {
  icon: ComponentType<{ size?: number; stroke?: number }>;
  label: string;
  /** The key that does the same. */
  shortcut?: string;
  size?: number;
  isPressed?: boolean;
  isDisabled?: boolean;
  isLoading?: boolean;
  onClick?: () => void;
  ref?: Ref<HTMLButtonElement>;
}

/** A button with a picture, its name and its key in the tooltip. */
export function IconButton({
  icon: Icon,
  label,
  shortcut,
  size = 32,
  isPressed,
  isDisabled,
  isLoading,
  onClick,
  ref,
  ...rest
}: Props) {
  return (
    <Tooltip
      label={
        <span className={styles.tip}>
          {label}
          {shortcut && <Kbd>{shortcut}</Kbd>}
        </span>
      }
    >
      <ActionIcon
        {...rest}
        ref={ref}
        className={styles.button}
        variant="subtle"
        color="muted"
        size={size}
        aria-label={label}
        aria-keyshortcuts={shortcut}
        aria-pressed={isPressed}
        disabled={isDisabled}
        loading={isLoading}
        onClick={onClick}
      >
        <Icon size={18} stroke={1.75} />
      </ActionIcon>
    </Tooltip>
  );
}
