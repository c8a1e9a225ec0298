/** A JSON document whose numbers keep the digits they are written with where a number could not hold them. @throws SyntaxError */
export const parseKept = (text: string): unknown => JSON.parse(text, kept);

const kept = (_key: string, value: unknown, { source }: { source?: string }): unknown =>
  typeof value === 'number' && source !== undefined && JSON.stringify(value) !== source ? JSON.rawJSON(source) : value;

/** Whether a document has a whole number that may have had other digits before it was read. */
export const mayHaveLostDigits = (value: unknown): boolean =>
  typeof value === 'number'
    ? Number.isInteger(value) && !Number.isSafeInteger(value)
    : typeof value === 'object' && value !== null && Object.values(value).some(mayHaveLostDigits);
