/** The part of localStorage that the front ends need. */
export interface KeyValueStorage {
  /** Whether it outlives the page. */
  readonly isLasting: boolean;
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
  keys(): string[];
}

/** localStorage where the browser grants it (a frame on another site may be refused), otherwise memory. */
export function browserStorage(): KeyValueStorage {
  try {
    const area = window.localStorage;
    area.setItem('shopbell:probe', '1');
    area.removeItem('shopbell:probe');
    return persistent(area);
  } catch {
    return memoryStorage();
  }
}

export function memoryStorage(): KeyValueStorage {
  const values = new Map<string, string>();
  return {
    isLasting: false,
    get: (key) => values.get(key) ?? null,
    set: (key, value) => void values.set(key, value),
    remove: (key) => void values.delete(key),
    keys: () => [...values.keys()],
  };
}

function persistent(area: Storage): KeyValueStorage {
  const overflow = memoryStorage();
  return {
    isLasting: true,
    get: (key) => overflow.get(key) ?? area.getItem(key),
    set: (key, value) => {
      try {
        area.setItem(key, value);
      } catch {
        // Full: better kept until the tab closes than not at all.
        overflow.set(key, value);
      }
    },
    remove: (key) => {
      overflow.remove(key);
      area.removeItem(key);
    },
    keys: () => [...new Set([...Object.keys(area), ...overflow.keys()])],
  };
}

export function readJson<T>(storage: KeyValueStorage, key: string): T | null {
  const text = storage.get(key);
  if (text === null) return null;
  try {
    return JSON.parse(text) as T;
  } catch {
    storage.remove(key);
    return null;
  }
}

/** Tells when another tab changed one of the keys. */
export function onStorageChange(prefix: string, listener: () => void): () => void {
  if (typeof window === 'undefined') return () => undefined;
  const hear = (event: StorageEvent) => {
    if (event.key === null || event.key.startsWith(prefix)) listener();
  };
  window.addEventListener('storage', hear);
  return () => window.removeEventListener('storage', hear);
}
