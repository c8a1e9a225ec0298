/**
 * Makes sure that API Gateway can hold paths side by side: where several go on with a variable, it takes one name for all.
 * @throws when they do not
 */
export const checkPathNames = (paths: readonly string[]): void => {
  const variables = new Map<string, string>();
  for (const path of paths) {
    const segments = path.split('/');
    for (const [at, segment] of segments.entries()) {
      if (!segment.startsWith('{')) continue;
      const parent = segments.slice(0, at).join('/');
      const other = variables.get(parent) ?? segment;
      if (other !== segment)
        throw new Error(
          `${path} has ${segment} where another path has ${other}. API Gateway takes one name for the place: call it ${other}.`,
        );
      variables.set(parent, segment);
    }
  }
};
