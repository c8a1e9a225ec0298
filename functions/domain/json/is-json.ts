import { isTooDeep } from '#domain/json/nesting';

/** Whether a text is JSON that can be read further, and not nested without end. */
export const isJson = (text: string): boolean => {
  try {
    return !isTooDeep(JSON.parse(text));
  } catch {
    return false;
  }
};
