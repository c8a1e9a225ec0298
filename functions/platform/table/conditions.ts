/** An attribute, or a member of one by the names that lead to it. Any names will do. */
export type Path = string | readonly string[];

/** What an item has to be like for something to be done to it. */
export type Condition =
  | { is: 'there' | 'not-there'; path: Path }
  | { is: 'equal' | 'less' | 'containing' | 'of-size' | 'shorter'; path: Path; value: unknown }
  | { is: 'one-of'; path: Path; values: readonly unknown[] }
  | { is: 'not'; of: Condition }
  | { is: 'all' | 'any'; of: readonly Condition[] };

export const exists = (path: Path): Condition => ({ is: 'there', path });
export const notExists = (path: Path): Condition => ({ is: 'not-there', path });

/** Neither this nor any other comparison is true of what is not there. */
export const equals = (path: Path, value: unknown): Condition => ({ is: 'equal', path, value });
export const lessThan = (path: Path, value: string | number): Condition => ({ is: 'less', path, value });
/** Of a list: one of its entries is the value. */
export const contains = (path: Path, value: unknown): Condition => ({ is: 'containing', path, value });
/** Of a list, a map or a text. */
export const hasSize = (path: Path, value: number): Condition => ({ is: 'of-size', path, value });
/** As `hasSize`. */
export const shorterThan = (path: Path, value: number): Condition => ({ is: 'shorter', path, value });
/** Never true where there are no values. DynamoDB takes 100. */
export const oneOf = (path: Path, values: readonly unknown[]): Condition => ({ is: 'one-of', path, values });

export const not = (condition: Condition): Condition =>
  condition.is === 'not' ? condition.of : { is: 'not', of: condition };
/** Conditions left out count for nothing. */
export const and = (first: Condition, ...rest: readonly (Condition | undefined)[]): Condition =>
  joined('all', first, rest);
export const or = (first: Condition, ...rest: readonly (Condition | undefined)[]): Condition =>
  joined('any', first, rest);

const joined = (is: 'all' | 'any', first: Condition, rest: readonly (Condition | undefined)[]): Condition => {
  const others = rest.filter((one) => one !== undefined);
  return others.length > 0 ? { is, of: [first, ...others] } : first;
};

/** An item that is there, whatever else it has. */
export const itemExists = exists('pk');
export const itemNotExists = notExists('pk');
