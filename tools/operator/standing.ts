import * as z from 'zod';
import { finalOutcomes } from '#requests/request-outcome';
import { getBulkWrite } from '#routes/bulk/get-bulk-write';
import type { OwnRoute } from '#routes/define-route';
import { getTrackedActivation } from '#routes/long-running/get-tracked-activation';
import { getTrackedPdpProvisioning } from '#routes/long-running/get-tracked-pdp-provisioning';
import { getTrackedPortIn } from '#routes/long-running/get-tracked-port-in';
import { getTrackedOrder } from '#routes/orders/get-tracked-order';
import { getRequest } from '#routes/requests/get-request';
import type { LeadKind } from '#tracking/leads/lead';
import type { OrderState } from '#tracking/order/tracked-order';
import type { Deployment } from './deployment';
import { callRoute } from './own-routes';

/** How something stands that is under way, or was. */
export interface Standing {
  state: string;
  isFinal: boolean;
  /** When it was changed last. */
  since: string | undefined;
  /** Of a request: what was asked of AT&T. */
  operation: string | undefined;
  /** Ids by which an order may be polled. */
  ids: string[];
}

/** By what an id leads to: where it is read, and the member of the path it is read by. */
const reads: Record<LeadKind, { route: OwnRoute & { response: z.ZodType }; by: string }> = {
  order: { route: getTrackedOrder, by: 'quoteId' },
  'port-in': { route: getTrackedPortIn, by: 'id' },
  'service-activation': { route: getTrackedActivation, by: 'activationId' },
  'pdp-provisioning': { route: getTrackedPdpProvisioning, by: 'batchId' },
  request: { route: getRequest, by: 'requestId' },
  'bulk-write': { route: getBulkWrite, by: 'bulkWriteId' },
};

const viewSchema = z.object({
  state: z.string().optional(),
  outcome: z.string().optional(),
  final: z.boolean().optional(),
  operation: z.string().optional(),
  updatedAt: z.string().optional(),
  startedAt: z.string().optional(),
  orderId: z.string().optional(),
  subOrderIds: z.array(z.string()).default([]),
});

/** Nothing more can come of an order in one of these. */
const finalOrderStates: readonly OrderState[] = ['completed', 'cancelled', 'credit-declined', 'contract-declined'];
const ended: readonly string[] = [...finalOrderStates, ...finalOutcomes, 'finished'];

/** How one thing stands, as its Solution Provider sees it. @throws Refusal where there is none */
export const standingOf = async (
  deployment: Deployment,
  provider: string,
  { kind, id }: { kind: LeadKind; id: string },
): Promise<Standing> => {
  const { route, by } = reads[kind];
  const view = viewSchema.parse(await callRoute(deployment, route, { provider, path: { [by]: id } }));
  const state = view.outcome ?? view.state ?? 'unknown';
  return {
    state,
    isFinal: view.final ?? ended.includes(state),
    since: view.updatedAt ?? view.startedAt,
    operation: view.operation,
    ids: [id, ...(view.orderId === undefined ? [] : [view.orderId]), ...view.subOrderIds],
  };
};
