/** Has what is about the same thing happen one after the other; what is not does not wait. */
export const createTurns = () => {
  const last = new Map<string, Promise<unknown>>();
  return async <T>(names: readonly string[], work: () => Promise<T>): Promise<T> => {
    const before = names.flatMap((name) => last.get(name) ?? []);
    const done = Promise.allSettled(before).then(work);
    for (const name of names) last.set(name, done);
    try {
      return await done;
    } finally {
      for (const name of names) if (last.get(name) === done) last.delete(name);
    }
  };
};
