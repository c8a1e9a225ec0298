import { exactly, parseJson } from '#domain/json/parse-json';
import { Problem } from '#domain/problems/problems';

/** A message read as JSON, ids with all their digits; undefined when it is none, or one nobody could read safely. */
export const documentIn = (text: string): unknown => {
  try {
    return exactly(parseJson(text));
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
};
