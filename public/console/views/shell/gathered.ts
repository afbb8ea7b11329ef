/** However often it is wanted, it happens once a while. */
export function gathered(work: () => void, everyMs: number) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    soon: () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        work();
      }, everyMs);
    },
    stop: () => clearTimeout(timer),
  };
}
