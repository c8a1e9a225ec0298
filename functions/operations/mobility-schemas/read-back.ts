import type { ReadBack, ReadBackVerdict } from '#domain/define-operation';
import { operation as getLineDetails } from '#operations/get-line-details/operation';
import { textAt, valueAt } from '#domain/json/json-pointer';
import { isMasked, isSame } from '#operations/shared/same-value';
import type { ParsedRequest } from '#domain/parsed-request';

/** The body of the write. */
export const bodyOf = ({ body }: ParsedRequest): unknown => body?.value;

/** A change that takes effect later cannot be seen yet, so a read that does not show it proves nothing. */
export const isLater = (request: ParsedRequest): boolean => {
  const date = textAt(bodyOf(request), '/effectiveDate');
  return date !== undefined && date !== 'immediate' && date !== 'uponCompletionOfRequest';
};

/** Reads the line a write names in its path, and asks what its details say of the write. */
export const byLineDetails = (
  verdict: (line: unknown, request: ParsedRequest) => ReadBackVerdict,
  withoutLine: ReadBackVerdict = 'undecidable',
): ReadBack => ({
  by: getLineDetails,
  request: ({ path }) =>
    path['subscriberNumber'] === undefined ? [] : [{ path: {}, query: { subscriberNumber: path['subscriberNumber'] } }],
  verdict: (answer, request) => {
    const lines = linesIn(answer);
    if (!lines || lines.length > 1) return 'undecidable';
    if (lines.length === 0) return withoutLine;
    const told = verdict(lines[0], request);
    return told === 'not-applied' && isLater(request) ? 'undecidable' : told;
  },
});

/** The lines an answer shows; undefined for one that shows no list. */
export const linesIn = (answer: unknown): readonly unknown[] | undefined => {
  const lines = valueAt(answer, '/lines');
  return Array.isArray(lines) ? lines : undefined;
};

/** Line details show a status; a status nobody knows decides nothing. */
export const byLineStatus = (wanted: 'active' | 'suspended' | 'cancelled'): ReadBack =>
  byLineDetails((line) => {
    const status = textAt(line, '/status')?.toLowerCase().replace('canceled', 'cancelled');
    if (status === wanted) return 'applied';
    return status !== undefined && ['active', 'suspended', 'cancelled'].includes(status)
      ? 'not-applied'
      : 'undecidable';
  });

/**
 * Whether values that were asked for are the ones that are shown. Only those that are shown count; when some agree and
 * some do not, AT&T may have written them in its own way, and nothing is decided.
 */
export const comparison = (pairs: readonly (readonly [wanted: unknown, shown: unknown])[]): ReadBackVerdict => {
  const comparable = pairs.filter(([wanted, shown]) => isScalar(wanted) && isScalar(shown) && !isMasked(wanted));
  const equal = comparable.filter(([wanted, shown]) => isSame(wanted, shown)).length;
  if (comparable.length === 0) return 'undecidable';
  if (equal === comparable.length) return 'applied';
  return equal === 0 ? 'not-applied' : 'undecidable';
};

/** Every scalar of a document with what another one has in its place. */
export const scalarPairs = (wanted: unknown, shown: unknown): [unknown, unknown][] => {
  if (typeof wanted !== 'object' || wanted === null || Array.isArray(wanted)) return [[wanted, shown]];
  return Object.entries(wanted).flatMap(([name, value]: [string, unknown]) =>
    scalarPairs(value, valueAt(shown, `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`)),
  );
};

const isScalar = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);
