import { useSurroundings } from './surroundings';
import { useNow } from './ticker';

/** How long ago something was, and when exactly for those who point at it. */
export function Ago({ at, className }: { at: string; className?: string }) {
  const { format } = useSurroundings();
  return (
    <time className={className} dateTime={at} title={`${format.date(at)}, ${format.time(at)}`}>
      {format.relative(at, useNow())}
    </time>
  );
}
