import * as z from 'zod';
import { pollReadOf } from '#domain/poll-reads';
import type { Program } from '#domain/order/facts';
import type { LongRunningKind } from '#domain/mobility/observation';

/** Whether AT&T can be asked how something goes on, and if not, why. */
export const trackabilitySchema = {
  trackable: z.boolean().describe('Whether AT&T can be asked how it goes on.'),
  trackableReason: z.string().describe('How it is followed, or why it cannot be and what to do about it.'),
};
export type Trackability = z.output<z.ZodObject<typeof trackabilitySchema>>;

interface Following {
  /** The operation that reads it. */
  read: string;
  /** From when on it is read. */
  since: string;
  /** What is left where it cannot be read. */
  otherwise: string;
}

const byRequest = (kind: LongRunningKind): Following => ({
  read: pollReadOf[kind],
  since: 'until nothing more can come of it',
  otherwise: 'until then its state stays as AT&T answered the request',
});

/** How each kind of tracked thing is followed; undefined where AT&T publishes no way. */
const followings: Readonly<Record<Program | LongRunningKind, Following | undefined>> = {
  alliance: {
    read: pollReadOf['order-status'],
    since: 'once the order is handed off',
    otherwise: 'until then advance the order by attestation',
  },
  // Its read shows enrichment records, which are polled for; no member of them is described as a status of the order.
  apex: undefined,
  'port-in': byRequest('port-in'),
  'service-activation': byRequest('service-activation'),
  'pdp-provisioning': byRequest('pdp-provisioning'),
};

/**
 * Whether something is followed to its end: AT&T has to publish a read of it, and this deployment has to know where.
 * @param boundReads ids of the reads that reach AT&T here; undefined where that is not known
 */
export const trackabilityOf = (
  what: Program | LongRunningKind,
  boundReads: readonly string[] | undefined,
): Trackability => {
  const following = followings[what];
  if (following === undefined)
    return {
      trackable: false,
      trackableReason:
        'AT&T publishes no status of an APEX order, only the records of its enrichments, which the gateway asks for until they are there; advance it by attestation.',
    };
  const { read, since, otherwise } = following;
  if (boundReads && !boundReads.includes(read))
    return {
      trackable: false,
      trackableReason: `AT&T’s address of ${read} is not known in this environment. State it as \`bindings['${read}']\` in the tenant’s file; ${otherwise}.`,
    };
  return { trackable: true, trackableReason: `The gateway asks AT&T by ${read} ${since}.` };
};
