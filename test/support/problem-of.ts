import { Problem } from '#domain/problems/problems';

/** The problem an action is refused with. @throws when it is not refused, or fails in another way */
export const problemOf = (action: () => unknown): Problem => {
  try {
    action();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('was accepted');
};
