import type { Observation } from '#domain/mobility/observation';
import type { PortRejection } from '#domain/mobility/port-rejection';
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

/** The catalogue’s entry for AT&T’s reason: by its code, else by its text; undefined for a reason nobody knows. */
export const rejectionFor = ({ code, text }: NonNullable<Observation['reason']>): PortRejection | undefined => {
  const known = code === undefined ? undefined : byCode.get(plainCode(code));
  if (known || text === undefined) return known;
  return portRejections.find(({ words }) => words?.test(text));
};
