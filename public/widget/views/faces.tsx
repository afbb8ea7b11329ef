import type { JSX } from 'preact';

/** Drawn, because each platform's own smileys say something slightly different. From very bad to very good. */
const FACES = [
  {
    ground: '#f9c4c0',
    ink: '#7d1a16',
    mouth: 'M10 23.5c1.6-3 4-4.4 6-4.4s4.4 1.4 6 4.4',
    brow: 'M8.5 9.5l4 1.8M23.5 9.5l-4 1.8',
  },
  { ground: '#fbd7b5', ink: '#7a3a0c', mouth: 'M10.5 22.3c1.5-1.5 3.5-2.3 5.5-2.3s4 .8 5.5 2.3', brow: '' },
  { ground: '#f6e6a8', ink: '#5f4a05', mouth: 'M11 21h10', brow: '' },
  { ground: '#d7edba', ink: '#33540f', mouth: 'M10.5 19.5c1.5 1.9 3.5 2.8 5.5 2.8s4-.9 5.5-2.8', brow: '' },
  { ground: '#b8e6c8', ink: '#0c5130', mouth: 'M9.5 18.5h13c0 3.6-2.9 6.5-6.5 6.5s-6.5-2.9-6.5-6.5Z', brow: '' },
] as const;

export function Face({ rating }: { rating: number }): JSX.Element | null {
  const face = FACES[rating - 1];
  if (!face) return null;
  const isOpen = face.mouth.endsWith('Z');
  return (
    <svg class="face" viewBox="0 0 32 32" aria-hidden="true">
      <circle cx="16" cy="16" r="15" fill={face.ground} />
      <g fill="none" stroke={face.ink} stroke-width="2" stroke-linecap="round" stroke-linejoin="round">
        {face.brow && <path d={face.brow} />}
        <path d={face.mouth} fill={isOpen ? face.ink : 'none'} />
      </g>
      <circle cx="11.5" cy="14" r="1.8" fill={face.ink} />
      <circle cx="20.5" cy="14" r="1.8" fill={face.ink} />
    </svg>
  );
}
