const digits = /^\d+$/;
const ownNumber = /^(\D+)(\d+)$/;

/** Whether a sample writes it as a number. */
const isNumber = (sample: unknown): sample is number => typeof sample === 'number' && digits.test(String(sample));

/** An id of the simulator’s, `PORT-0000000020`, as a number of as many digits as the sample’s: what it is in the end stays. */
export const asNumber = (own: string, sample: unknown): unknown => {
  if (!isNumber(sample)) return own;
  if (digits.test(own)) return JSON.rawJSON(own.replace(/^0+(?=\d)/, ''));
  const [, , serial] = ownNumber.exec(own) ?? [];
  if (serial === undefined) return own;
  const before = String(sample).slice(0, Math.max(1, String(sample).length - serial.length));
  return JSON.rawJSON(`${before}${serial}`);
};

/** The id that such a number was made of, by one of the simulator’s own of its kind. */
export const fromNumber = (theirs: string, own: unknown): string => {
  const [, prefix, serial] = typeof own === 'string' ? (ownNumber.exec(own) ?? []) : [];
  if (prefix === undefined || serial === undefined || !digits.test(theirs) || theirs.length <= serial.length)
    return theirs;
  return `${prefix}${theirs.slice(-serial.length)}`;
};
