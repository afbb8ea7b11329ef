/**
 * Runs `work` in one tab at a time where the browser can do that; elsewhere, and in a frame to which it is denied
 * together with the storage, the server's idempotency has to do.
 */
export async function exclusively<T>(name: string, work: () => Promise<T>): Promise<T> {
  const locks = typeof navigator === 'undefined' ? undefined : (navigator.locks as LockManager | undefined);
  if (!locks) return work();

  let hasBegun = false;
  const begin = () => {
    hasBegun = true;
    return work();
  };
  try {
    return await locks.request(`shopbell:${name}`, begin);
  } catch (error) {
    if (hasBegun) throw error;
    return work();
  }
}
