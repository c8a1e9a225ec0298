import type { Observation } from '#domain/mobility/observation';
import { rejectionTable } from '#domain/mobility/port-rejection-table';

/** Who has to act on something. */
export const actors = ['you', 'end-customer', 'old-carrier', 'att'] as const;
export type Actor = (typeof actors)[number];

/** Why an old carrier refuses a port-in, and what helps. */
export interface PortRejection {
  /** Our code. Part of the contract: one may be added, none changes its meaning. */
  code: string;
  /** Other codes AT&T or its neighbours are known or expected to use for it, in capitals with `_`. Our own one always counts. */
  alsoCalled: readonly string[];
  /** Tells it by AT&T’s text where the code does not. */
  words?: RegExp;
  /** JSON pointers into the body of request-port-in: what has to be corrected there. `''` is the whole request. */
  fields: readonly string[];
  cause: string;
  cure: string;
  actor: Actor;
  /** Whether a corrected or repeated request can succeed without AT&T’s help. */
  resubmittable: boolean;
  /** A body of update-port-in that sends the cured request round again. Values are examples. */
  examplePatch: Readonly<Record<string, unknown>>;
}

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
