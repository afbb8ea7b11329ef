interface Remembered {
  /** When the panel was opened last; 0 when it was closed since. */
  openAt: number;
  /** Whether a chat is open, so that the frame is needed at once to count what is unread. */
  hasChat: boolean;
}

const STILL_OPEN_MS = 30 * 60_000;

/** What the host page's storage keeps between page views. No token is among it: those stay in the frame. */
export function memoryOf(shop: string) {
  const key = `shopbell:${shop}`;

  function read(): Partial<Remembered> {
    try {
      return JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Remembered>;
    } catch {
      return {};
    }
  }

  return {
    read,
    wasOpen: () => Date.now() - (read().openAt ?? 0) < STILL_OPEN_MS && innerWidth >= 768,
    write(change: Partial<Remembered>) {
      try {
        localStorage.setItem(key, JSON.stringify({ ...read(), ...change }));
      } catch {
        // A page without storage simply forgets.
      }
    },
  };
}
