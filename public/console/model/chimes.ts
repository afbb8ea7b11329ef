import type { KeyValueStorage } from '../../core/storage';
import { Store } from '../../core/store';

export type Chime = 'offer' | 'queue' | 'message';

interface Tone {
  hertz: number;
  atMs: number;
  forMs: number;
}

const TONES: Record<Chime, readonly Tone[]> = {
  offer: [
    { hertz: 659, atMs: 0, forMs: 180 },
    { hertz: 880, atMs: 200, forMs: 320 },
  ],
  queue: [{ hertz: 587, atMs: 0, forMs: 260 }],
  message: [{ hertz: 784, atMs: 0, forMs: 160 }],
};

const LOUDNESS = 0.12;
/** However many chats are busy, the room hears a bell now and then, not a carillon. */
const APART_MS = 4000;
const KEY = 'shopbell:sound';

/** Sounds made by the browser itself. It allows them only after the first click or key. */
export class Chimes {
  readonly isOn: Store<boolean>;
  readonly isBlocked = new Store(true);
  private audio: AudioContext | null = null;
  private rangAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly storage: KeyValueStorage) {
    this.isOn = new Store(storage.get(KEY) !== 'off');
    const unlock = () => void this.unlock();
    window.addEventListener('pointerdown', unlock, { once: true });
    window.addEventListener('keydown', unlock, { once: true });
    // Signing in was a click already.
    if (hasBeenActive()) unlock();
  }

  turn(on: boolean): void {
    this.storage.set(KEY, on ? 'on' : 'off');
    this.isOn.set(on);
    if (on) void this.test();
  }

  /** Called from a click, which is what the browser asks for. */
  async test(): Promise<void> {
    await this.unlock();
    this.play('message');
  }

  ring(chime: Chime): void {
    const now = performance.now();
    if (!this.isOn.get() || (chime !== 'offer' && now - this.rangAt < APART_MS)) return;
    this.rangAt = now;
    this.play(chime);
  }

  private async unlock(): Promise<void> {
    this.audio ??= new AudioContext();
    await this.audio.resume();
    this.isBlocked.set(this.audio.state !== 'running');
  }

  private play(chime: Chime): void {
    const { audio } = this;
    if (audio?.state !== 'running') return;
    for (const { hertz, atMs, forMs } of TONES[chime]) {
      const start = audio.currentTime + atMs / 1000;
      const end = start + forMs / 1000;
      const oscillator = new OscillatorNode(audio, { type: 'sine', frequency: hertz });
      const volume = new GainNode(audio, { gain: 0 });
      volume.gain.setValueAtTime(0, start);
      volume.gain.linearRampToValueAtTime(LOUDNESS, start + 0.015);
      volume.gain.exponentialRampToValueAtTime(0.0001, end);
      oscillator.connect(volume).connect(audio.destination);
      oscillator.start(start);
      oscillator.stop(end);
    }
  }
}

/** Not every browser tells. */
function hasBeenActive(): boolean {
  return 'userActivation' in navigator && navigator.userActivation.hasBeenActive;
}
