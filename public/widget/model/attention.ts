import type { Translate } from '../../core/i18n';
import type { WidgetKey } from '../context';
import type { Widget } from './widget';

const FLASH_MS = 1200;
/** In that time another window that shows the chat has said that it was read. */
const SETTLE_MS = 500;
const REST_AFTER_MS = 5 * 60_000;

/**
 * Calls somebody back who does not see the chat: a sound, and the page's title in turns with who wrote. Of all the
 * windows on one shop a single one does; the others, when nobody looks at them for long, let go of their line.
 */
export function attend(widget: Widget, t: Translate<WidgetKey>): () => void {
  const { host, line, unread } = widget;
  const life = new AbortController();
  let isLeader = false;
  let counted = unread.get();
  let ownTitle = '';
  let flashing: ReturnType<typeof setInterval> | undefined;
  let settling: ReturnType<typeof setTimeout> | undefined;
  let resting: ReturnType<typeof setTimeout> | undefined;
  let isResting = false;

  lead(`shopbell:bell:${widget.shop}`, life.signal, () => {
    isLeader = true;
    flash();
  });

  const isLookedAt = () => document.visibilityState === 'visible' && host.visible.get().open;

  function hear(): void {
    const isMore = unread.get() > counted;
    counted = unread.get();
    flash();
    clearTimeout(settling);
    if (isMore) settling = setTimeout(ring, SETTLE_MS);
  }

  function ring(): void {
    const hasWritten = line.conversation.get()?.transcript.get().messages.some(isOwn) ?? false;
    if (isLeader && unread.get() > 0 && !isLookedAt() && hasWritten && !widget.isQuiet.get()) chime();
  }

  /** Only where the title is what one sees of the page. */
  function flash(): void {
    const isWanted = isLeader && unread.get() > 0 && document.visibilityState === 'hidden';
    if (!isWanted) {
      clearInterval(flashing);
      if (flashing) host.send({ type: 'title', text: ownTitle });
      flashing = undefined;
      return;
    }
    if (flashing) return;
    ownTitle = host.page.get().title;
    let isOurs = false;
    flashing = setInterval(() => {
      isOurs = !isOurs;
      host.send({ type: 'title', text: isOurs ? text() : ownTitle });
    }, FLASH_MS);
  }

  function text(): string {
    const last = line.conversation
      .get()
      ?.transcript.get()
      .messages.findLast((message) => !message.system);
    return t('attention.title', { count: unread.get(), name: last?.author.name ?? '' });
  }

  function look(): void {
    flash();
    clearTimeout(resting);
    if (document.visibilityState === 'hidden') {
      resting = setTimeout(rest, REST_AFTER_MS);
    } else if (isResting) {
      isResting = false;
      line.connect();
    }
  }

  function rest(): void {
    // Whose line has ended for a reason does not get it back by being looked at.
    if (isLeader || line.socket.state.get().status === 'ended') return;
    isResting = true;
    line.rest();
  }

  const stop = unread.subscribe(hear);
  document.addEventListener('visibilitychange', look, life);
  return () => {
    life.abort();
    stop();
    clearTimeout(settling);
    clearTimeout(resting);
    clearInterval(flashing);
  };
}

function isOwn({ author }: { author: { kind: string } }): boolean {
  return author.kind === 'customer';
}

/** Calls back once this window is the one of its kind; where the browser cannot tell, every window is. */
function lead(name: string, signal: AbortSignal, onLead: () => void): void {
  const locks = navigator.locks as LockManager | undefined;
  const untilStopped = () =>
    new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => resolve());
      onLead();
    });
  if (!locks) {
    onLead();
    return;
  }
  locks.request(name, { signal }, untilStopped).catch(() => {
    if (!signal.aborted) onLead();
  });
}

let audio: AudioContext | undefined;

/** Two soft tones, made here: a file would have to be fetched when nobody waits for it. */
function chime(): void {
  audio ??= new AudioContext();
  const { currentTime: now } = audio;
  for (const [index, pitch] of [660, 880].entries()) {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    const start = now + index * 0.14;
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.0001, start);
    volume.gain.exponentialRampToValueAtTime(0.12, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.45);
    tone.connect(volume).connect(audio.destination);
    tone.start(start);
    tone.stop(start + 0.5);
  }
}
