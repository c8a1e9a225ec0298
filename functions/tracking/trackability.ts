import type { Program } from '#tracking/facts';

/** Whether AT&T can be asked how something goes on, and if not, why. */
export interface Trackability {
  trackable: boolean;
  trackableReason: string;
}

/** The operation that reads a program’s orders after the handoff; undefined where AT&T publishes none. */
const statusReads: Readonly<Record<Program, string | undefined>> = {
  alliance: 'alliance-get-order-status',
  // It reads enrichment records, and no member of them is described as a status.
  apex: undefined,
};

/**
 * Whether an order is followed after its handoff: AT&T has to publish a read of it, and this deployment has to know where.
 * @param boundReads ids of the reads that reach AT&T here; undefined where that is not known
 */
export const trackabilityOf = (program: Program, boundReads: readonly string[] | undefined): Trackability => {
  const read = statusReads[program];
  if (read === undefined)
    return {
      trackable: false,
      trackableReason: 'AT&T publishes no read of an APEX order after the contract; advance it by attestation.',
    };
  if (boundReads && !boundReads.includes(read))
    return {
      trackable: false,
      trackableReason: `AT&T’s address of ${read} is not known in this environment. State it as \`bindings['${read}']\` in the tenant’s file; until then advance the order by attestation.`,
    };
  return { trackable: true, trackableReason: `The gateway asks AT&T by ${read} once the order is handed off.` };
};
