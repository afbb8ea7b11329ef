import { useEffect, useRef, useState } from 'preact/hooks';

const EVERY_MS = 15_000;

/** For screen readers: the newest of what changes often, at most every fifteen seconds. */
export function Announcement({ text }: { text: string }) {
  const [said, setSaid] = useState('');
  const saidAt = useRef(Number.NEGATIVE_INFINITY);

  useEffect(() => {
    const say = () => {
      saidAt.current = Date.now();
      setSaid(text);
    };
    const timer = setTimeout(say, Math.max(0, saidAt.current + EVERY_MS - Date.now()));
    return () => clearTimeout(timer);
  }, [text]);

  return (
    <span class="visually-hidden" role="status">
      {said}
    </span>
  );
}
