import { useMemo } from 'preact/hooks';
import { messageParts } from '../../core/message-parts';

/** Text stays text, whatever it looks like; safe addresses become links. */
export function MessageText({ text }: { text: string }) {
  const parts = useMemo(() => messageParts(text), [text]);
  return (
    <>
      {parts.map((part, index) => {
        if (part.kind === 'break') return <br key={index} />;
        if (part.kind === 'text') return part.text;
        return (
          <a key={index} href={part.href} target="_blank" rel="noopener noreferrer nofollow ugc">
            {part.text}
          </a>
        );
      })}
    </>
  );
}
