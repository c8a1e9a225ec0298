/** A line of CSV after RFC 4180, without its end. What a spreadsheet would take for a formula is quoted as text. */
export const csvLine = (values: readonly (string | number | undefined)[]): string => values.map(cell).join(',');

const cell = (value: string | number | undefined): string => {
  const text = String(value ?? '');
  const plain = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
};
