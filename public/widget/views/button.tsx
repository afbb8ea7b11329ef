import type { ComponentChildren } from 'preact';

interface Props {
  label: string;
  onClick: (event: MouseEvent) => void;
  children: ComponentChildren;
  isDisabled?: boolean;
}

/** A sign that says its meaning to those who cannot see it. */
export function IconButton({ label, onClick, children, isDisabled = false }: Props) {
  return (
    <button type="button" class="icon-button" aria-label={label} title={label} disabled={isDisabled} onClick={onClick}>
      {children}
    </button>
  );
}
