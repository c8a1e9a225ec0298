import type { Observation } from '#domain/mobility/observation';
import type { PortRejection } from '#domain/mobility/port-rejection';
import { readRefusal } from '#domain/mobility/read-refusal';
import { rejectionTable } from '#domain/mobility/port-rejection-table';

/** Every cause a port-in is known to be refused for. */
export const portRejections: readonly PortRejection[] = rejectionTable;

const byCode = new Map(
  portRejections.flatMap((rejection) =>
    [rejection.code, ...rejection.alsoCalled].map((code) => [code, rejection] as const),
  ),
);

/** Codes are compared in capitals with `_` between words. */
const plainCode = (code: string): string =>
  code
    .trim()
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, '_');

/** What codes say beside the member they are about: `PIN_REQUIRED`, `INVALID_PIN`. */
const verdictOfCode =
  /^(?:INVALID|INCORRECT|MISSING|WRONG|BAD)_|_(?:MIS_?MATCH(?:ED)?|INVALID|INCORRECT|REQUIRED|MISSING|WRONG|EXPIRED|ERROR|NOT_(?:MATCH(?:ED|ING)?|VALID|PROVIDED|CORRECT|FOUND))$/;

const memberOfCode = (code: string): string => code.replace(verdictOfCode, '');

const aboutMembers = portRejections.filter(({ member }) => member !== undefined);

const byMemberOfCode = new Map(
  aboutMembers.flatMap((rejection) =>
    [rejection.code, ...rejection.alsoCalled].map((code) => [memberOfCode(code), rejection] as const),
  ),
);

const codeMeans = (code: string): PortRejection | undefined =>
  byCode.get(plainCode(code)) ?? byMemberOfCode.get(memberOfCode(plainCode(code)));

const memberNames = aboutMembers.flatMap((rejection) =>
  rejection.member ? [[rejection.member, rejection] as const] : [],
);

/** `plainCode` of reasons that say nothing. */
const sayNothing = ['OTHER', 'REJECTED', 'FAILED', 'ERROR'];

/**
 * The catalogue’s entries for AT&T’s reason, by its code and its text: one, several where several things are wrong, none for a
 * reason nobody knows. What the text calls right is never named, even if the code names it.
 */
export const rejectionsFor = ({ code, text = '' }: NonNullable<Observation['reason']>): readonly PortRejection[] => {
  const { wrong, right } = readRefusal(text, memberNames);
  const known = code === undefined ? undefined : codeMeans(code);
  const situations = situationsIn(text, wrong);
  const byText = situations.length > 0 ? situations : wrong;
  const isSilent = known === undefined || sayNothing.includes(plainCode(code ?? '')) || right.includes(known);
  const named = new Set(isSilent ? byText : [known, ...wrong.filter(() => known.member !== undefined)]);
  if (named.size > 0) return [...named];
  return known === undefined || right.includes(known) ? [] : [known];
};

/** The same as one entry: with the code of the first, and fields and cure of all. */
export const rejectionFor = (reason: NonNullable<Observation['reason']>): PortRejection | undefined => {
  const [first, ...others] = rejectionsFor(reason);
  return first && others.reduce(together, first);
};

const phoneNumber = byCode.get('PHONE_NUMBER_MISMATCH');

/** What a text says of things that are no members of the request, in clauses that name none, or the number alone. */
const situationsIn = (text: string, wrong: readonly PortRejection[]): PortRejection[] => {
  if (wrong.some((rejection) => rejection !== phoneNumber)) return [];
  return portRejections.filter(({ words }) => words?.test(text)).slice(0, 1);
};

const together = (one: PortRejection, other: PortRejection): PortRejection => ({
  ...one,
  fields: [...new Set([...one.fields, ...other.fields])],
  cure: `${one.cure} ${other.cure}`,
  resubmittable: one.resubmittable && other.resubmittable,
});
