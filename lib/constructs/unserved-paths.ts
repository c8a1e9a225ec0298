/**
 * Paths beside those that are served, such that whatever a caller asks for comes to one of them at the first choice: places on the way
 * to others, and `{proxy+}` below every place that does not go on with a variable.
 */
export const unservedPaths = (served: readonly string[]): string[] => {
  const places = new Set(['', ...served.flatMap(waysTo)]);
  const beforeVariables = new Set([...places].filter((place) => place.endsWith('}')).map(parentOf));
  return [...places].flatMap((place) => [
    ...(served.includes(place) ? [] : [place === '' ? '/' : place]),
    ...(beforeVariables.has(place) ? [] : [`${place}/{proxy+}`]),
  ]);
};

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));

/** A path and every place before it. */
const waysTo = (path: string): string[] => (path === '' ? [] : [path, ...waysTo(parentOf(path))]);
