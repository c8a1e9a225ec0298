/** Lets many through at a time, or one alone. */
export interface Turnstile {
  together<T>(work: () => Promise<T>): Promise<T>;
  alone<T>(work: () => Promise<T>): Promise<T>;
}

export const createTurnstile = (): Turnstile => {
  let inside = 0;
  let closed: Promise<unknown> | undefined;
  const together = async <T>(work: () => Promise<T>): Promise<T> => {
    while (closed) await closed;
    inside += 1;
    try {
      return await work();
    } finally {
      inside -= 1;
    }
  };
  const alone = async <T>(work: () => Promise<T>): Promise<T> => {
    while (closed) await closed;
    const whenEmpty = async (): Promise<T> => {
      while (inside > 0) await new Promise((resolve) => setTimeout(resolve, 5));
      return work();
    };
    const done = whenEmpty().finally(() => (closed = undefined));
    closed = done.catch(() => undefined);
    return done;
  };
  return { together, alone };
};
