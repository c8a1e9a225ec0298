import * as z from 'zod';
import { pollReads, type NamedPollRead } from '#operations/listing';
import type { Program } from '#domain/order/facts';
import type { LongRunningKind } from '#domain/mobility/observation';

/** Whether AT&T can be asked how something goes on, and if not, why. */
export const trackabilitySchema = {
  trackable: z.boolean().describe('Whether AT&T can be asked how it goes on.'),
  trackableReason: z.string().describe('How it is followed, or why it cannot be and what to do about it.'),
};
export type Trackability = z.output<z.ZodObject<typeof trackabilitySchema>>;

interface Following {
  /** From when on it is read. */
  since: string;
  /** What is left where it cannot be read. */
  otherwise: string;
}

const orders: Following = {
  since: 'once the order is handed off',
  otherwise: 'until then advance the order by attestation',
};
const longRunningRequests: Following = {
  since: 'until nothing more can come of it',
  otherwise: 'until then its state stays as AT&T answered the request',
};

const inWords = new Intl.ListFormat('en');

const isProgram = (what: Program | LongRunningKind): what is Program => what === 'apex' || what === 'alliance';

/** The read that is repeated until something has come to its end; undefined where AT&T publishes none. */
const readOf = (what: Program | LongRunningKind): NamedPollRead | undefined =>
  isProgram(what)
    ? Object.values(pollReads).find((read) => read?.program === what && read.fact === 'completion')
    : pollReads[what];

/**
 * Whether something is followed to its end: AT&T has to publish a read of it, and this deployment has to know where.
 * @param boundReads ids of the reads that reach AT&T here; undefined where that is not known
 * @param facts what is known of an order
 */
export const trackabilityOf = (
  what: Program | LongRunningKind,
  boundReads: readonly string[] | undefined,
  facts: Readonly<Record<string, unknown>> = {},
): Trackability => {
  const { id: read, needs = [] } = readOf(what) ?? {};
  // The enrichment records of an APEX order are polled for; no member of them is described as a status of the order.
  if (read === undefined)
    return {
      trackable: false,
      trackableReason:
        'AT&T publishes no status of an APEX order, only the records of its enrichments, which the gateway asks for until they are there; advance it by attestation.',
    };
  const { since, otherwise } = isProgram(what) ? orders : longRunningRequests;
  if (boundReads && !boundReads.includes(read))
    return {
      trackable: false,
      trackableReason: `AT&T’s address of ${read} is not known in this environment. State it as \`bindings['${read}']\` in the tenant’s file; ${otherwise}.`,
    };
  // Until there is an order it may still become known.
  const lacking = facts['order'] ? needs.filter((fact) => facts[fact] === undefined) : [];
  if (lacking.length > 0)
    return {
      trackable: false,
      trackableReason: `AT&T is asked by ${read}, which takes ${inWords.format(lacking.map((fact) => `\`${fact}\``))} as well, and that is not known of the order. Attest it, or read ${read} with it once; ${otherwise}.`,
    };
  return { trackable: true, trackableReason: `The gateway asks AT&T by ${read} ${since}.` };
};
