import * as z from 'zod';
import { longRecordId } from '#domain/order/record-id';
import { defineKind } from '../../world/kind';
import type { SimWorld } from '../../world/sim-world';
import { sampleQuotes } from './sample-records';

const contractSchema = z.object({
  quoteId: z.string(),
  /** Where its signature stands. `Signed` and `Declined` can be set from outside, in place of the end customer. */
  status: z.enum(['Sent', 'Signed', 'Declined']),
  envelopeId: z.string(),
  esignRequestId: z.string(),
  /** Unknown for those of AT&T’s samples. */
  createdAt: z.string().optional(),
  /** Whom it was sent to. */
  approver: z.string().default(''),
});
export type Contract = z.infer<typeof contractSchema>;

/** What the holder of a magic mailbox does with a contract. */
export const approvers: Readonly<Record<string, { transition: 'sign' | 'decline'; outcome: string }>> = {
  'signs@example.com': { transition: 'sign', outcome: 'The contract is signed after an hour of simulated time.' },
  'declines@example.com': {
    transition: 'decline',
    outcome: 'The signature is declined after an hour of simulated time.',
  },
};

const transitionOf = (approver: string): 'sign' | 'decline' | undefined =>
  new Map(Object.entries(approvers)).get(approver)?.transition;

/** Only while it waits, and only by the one it was sent to: another may have been sent since. */
const answered =
  (transition: 'sign' | 'decline', status: Contract['status']) =>
  (contract: Contract): Contract | undefined =>
    contract.status === 'Sent' && transitionOf(contract.approver) === transition ? { ...contract, status } : undefined;

/** The contract of a quote, by quote id. It can be sent again until it is signed. */
export const contracts = defineKind({
  keyOf: longRecordId,
  name: 'contract',
  schema: contractSchema,
  initially: () =>
    Object.fromEntries(
      sampleQuotes
        .filter(({ hasSignedContract }) => hasSignedContract)
        .map(({ quoteId }): [string, Contract] => [
          quoteId,
          { quoteId, status: 'Signed', envelopeId: 'a4Tdx000000cOxNEAU', esignRequestId: '527958', approver: '' },
        ]),
    ),
  transitions: { sign: answered('sign', 'Signed'), decline: answered('decline', 'Declined') },
});

const signatureTakes = 'PT1H';

/** Sends a contract to its approver; one sent before is void. */
export const sendContract = (world: SimWorld, quoteId: string, approver: string): Readonly<Contract> => {
  const contract = world.of(contracts).put(quoteId, {
    quoteId,
    status: 'Sent',
    envelopeId: world.ids.salesforce('a4T'),
    esignRequestId: world.ids.digits('esign-request', 6),
    createdAt: world.now().toISOString(),
    approver,
  });
  const transition = transitionOf(approver);
  if (transition) world.after(signatureTakes, contracts, quoteId, transition);
  return contract;
};
