import { operationById } from '#operations/registry';
import { attestOrderFact } from '#routes/orders/attest-order-fact';
import { getTrackedOrder } from '#routes/orders/get-tracked-order';
import { textAt } from '#domain/json/json-pointer';
import type { CallStep, Journey, Kept, MeanwhileStep } from './journey';
import { orderRequest, type OrderChoices, type OrderStepId } from './ordering-requests';

const idsIn = (kept: Kept) => ({ ...kept, solutionProvider: kept['solutionProvider'] ?? '' });

/** A step of an order by its operation, with a good body. */
export const orderStep = (
  id: OrderStepId,
  title: string,
  parts: Partial<CallStep> & { choices?: OrderChoices } = {},
): CallStep => {
  const { choices, ...rest } = parts;
  const { method, path } = operationById(id);
  return { title, route: { id, method, path }, body: (kept) => orderRequest(id, idsIn(kept), choices), ...rest };
};

const orderPath = (kept: Kept) => ({ quoteId: kept['quoteId'] ?? '' });

/** Tells the gateway what AT&T does not report. */
export const attestation = (title: string, fact: { fact: string; value: string; evidence: string }): CallStep => ({
  title,
  route: attestOrderFact,
  path: orderPath,
  body: () => fact,
  shows: ['/state'],
});

/** The order in full; its state has to be the one named. */
export const lookAtOrder = (title: string, state: string): CallStep => ({
  title,
  route: getTrackedOrder,
  path: orderPath,
  shows: ['/orderId', '/state', '/version'],
  check: (answer) => {
    const found = textAt(answer, '/state');
    return found === state ? undefined : `the order is ${found ?? 'in no state'} and not ${state}`;
  },
});

/** The end customer signs, outside of every API. */
export const signature: MeanwhileStep = {
  title: 'Meanwhile, the end customer signs the contract',
  simulator: 'POST state',
  body: ({ solutionProvider, quoteId }) => ({
    kind: 'contract',
    solutionProvider,
    key: quoteId,
    set: { status: 'Signed' },
  }),
  shows: ['/entity/status'],
};

export const orderStanding: NonNullable<Journey['standing']> = ({ quoteId }) =>
  quoteId === undefined ? undefined : `/v1/tracking/orders/${encodeURIComponent(quoteId)}`;
