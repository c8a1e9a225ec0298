/** What a JSON value is, as far as drift is concerned. */
export const jsonTypes = ['object', 'array', 'string', 'number', 'boolean', 'null'] as const;
export type JsonType = (typeof jsonTypes)[number];

export const jsonTypeOf = (value: unknown): JsonType => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  const type = typeof value;
  return type === 'string' || type === 'number' || type === 'boolean' ? type : 'object';
};

/**
 * The shape of an answer as one text: which members it has and of what type, without any value. Equal shapes have equal
 * texts; a list counts by the different shapes in it, however many elements there are.
 */
export const shapeOf = (value: unknown): string => {
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    if (value.length === 1) return `[${shapeOf(value[0])}]`;
    return `[${[...new Set(value.map(shapeOf))].sort().join('|')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    let shape = '{';
    // The seam to an object parsed from JSON: it has no members but its own.
    for (const name in value) shape += `${name}:${shapeOf((value as Record<string, unknown>)[name])},`;
    return `${shape}}`;
  }
  return value === null ? '0' : typeof value === 'boolean' ? 'b' : typeof value === 'number' ? 'n' : 's';
};
