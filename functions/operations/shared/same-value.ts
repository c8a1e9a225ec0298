/** Whether a record keeps less of a value than was sent, because it is a secret or quotes one; nothing can be compared with it. */
export const isMasked = (value: unknown): boolean => typeof value === 'string' && value.includes('[secret]');

/** AT&T changes capitals, blanks and the way dates are written. */
export const isSame = (a: unknown, b: unknown): boolean => {
  const [left, right] = [plain(a), plain(b)];
  return left === right || (isDate(left) && isDate(right) && instant(left) === instant(right));
};

const plain = (value: unknown): string => String(value).trim().toLowerCase().replaceAll(/\s+/g, ' ');

const isDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}t/.test(text);

const instant = (text: string): number => Date.parse(text.toUpperCase().replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
