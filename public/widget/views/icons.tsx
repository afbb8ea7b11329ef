import type { JSX } from 'preact';

function line(path: string): () => JSX.Element {
  return () => (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}

export const BackIcon = line('M15 5l-7 7 7 7');
export const CloseIcon = line('M6 6l12 12M18 6L6 18');
export const SendIcon = line('M12 19V5M6 11l6-6 6 6');
export const ClipIcon = line(
  'M19.5 11.5l-7.8 7.8a5 5 0 0 1-7-7l8.5-8.5a3.3 3.3 0 0 1 4.7 4.7l-8.5 8.4a1.7 1.7 0 0 1-2.4-2.3l7.5-7.5',
);
export const MoreIcon = line('M5 12h.01M12 12h.01M19 12h.01');
export const NextIcon = line('M9 5l7 7-7 7');
export const FileIcon = line('M14 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8l-5-5Zm0 0v5h5');
export const DownIcon = line('M12 5v14M6 13l6 6 6-6');
export const ClockIcon = line('M12 7v5l3 2M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0Z');
export const RetryIcon = line('M20 11a8 8 0 1 0-2.3 6.2M20 5v6h-6');
export const MoonIcon = line('M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z');
