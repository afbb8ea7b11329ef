import { useMemo } from 'react';
import { messageParts } from '../core/message-parts';

/** A message as it was written: text stays text, safe addresses can be followed. */
export function MessageText({ text }: { text: string }) {
  const parts = useMemo(() => messageParts(text).map((part, index) => ({ part, key: index })), [text]);
  return parts.map(({ part, key }) => {
    if (part.kind === 'break') return <br key={key} />;
    if (part.kind === 'text') return <span key={key}>{part.text}</span>;
    return (
      <a key={key} href={part.href} target="_blank" rel="noreferrer noopener nofollow">
        {part.text}
      </a>
    );
  });
}
