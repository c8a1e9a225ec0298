import { contracts } from '../../tools/simulator/behaviours/ordering/contracts';
import { orderRequest, type OrderIds, type OrderStepId } from '../journeys/ordering-requests';
import { solutionProvider, type Answer, type GatewayRig } from './gateway-rig';
import type { SimulatedAtt } from '../../tools/simulator/in-process';

/** Every step of an order, from the quote to the handoff; between contract and order the end customer signs. */
export const orderFlow = {
  apex: [
    'apex-create-quote',
    'apex-configure-quote',
    'apex-assign-end-customer',
    'apex-check-credit',
    'apex-create-contract',
    'apex-create-order',
    'apex-enrich-installation-and-shipping',
    'apex-reserve-port',
    'apex-enrich-billing',
    'apex-hand-off-order',
  ],
  alliance: [
    'alliance-create-quote',
    'alliance-check-credit',
    'alliance-create-contract',
    'alliance-create-order',
    'alliance-enrich-installation',
    'alliance-enrich-shipping',
    'alliance-enrich-billing',
    'alliance-group-orders',
    'alliance-hand-off-order',
  ],
} as const satisfies Record<string, readonly OrderStepId[]>;

export const flowSteps: readonly OrderStepId[] = [...orderFlow.apex, ...orderFlow.alliance];

/** An order that has come as far as a step is the next to take. */
export interface Walked {
  ids: OrderIds & { quoteId: string };
  /** A good body for the step. */
  body: object;
}

/**
 * Takes an order through its flow up to a step, which is not taken. Quotes have different names, so that no two calls are alike.
 * @param written how the bodies are written
 */
export const walkTo = async (
  rig: GatewayRig,
  att: SimulatedAtt,
  step: OrderStepId,
  name = 'walk',
  written = (body: object): object => body,
): Promise<Walked> => {
  const program = step.startsWith('apex') ? 'apex' : 'alliance';
  let ids: OrderIds & { quoteId: string } = { solutionProvider, quoteId: '' };
  const bodyOf = (id: OrderStepId): object => written(orderRequest(id, ids, { opportunityName: name }));
  for (const id of orderFlow[program]) {
    if (id === step) break;
    const answer = await rig.call(id, { key: `${name}-${id}`, body: bodyOf(id) });
    if (answer.status !== 200) throw new Error(`${id}: ${answer.status} ${answer.text}`);
    ids = { ...ids, ...idsIn(answer) };
    if (id.endsWith('create-contract')) await sign(rig, att, ids.quoteId);
  }
  return { ids, body: bodyOf(step) };
};

/** Ids AT&T has just given. */
export const idsIn = ({ body }: Pick<Answer, 'body'>): Partial<OrderIds & { quoteId: string }> => {
  const { quoteId, sites, orderId, subOrder } = body as {
    quoteId?: string;
    sites?: { siteId: string }[];
    orderId?: string;
    subOrder?: { subOrderId: string };
  };
  return {
    ...(quoteId && { quoteId }),
    ...(sites?.[0] && { siteId: sites[0].siteId }),
    ...(orderId && { orderId }),
    ...(subOrder && { subOrderId: subOrder.subOrderId }),
  };
};

/** The end customer signs at AT&T, and the partner attests it. */
export const sign = async (rig: GatewayRig, { simulation }: SimulatedAtt, quoteId: string): Promise<void> => {
  simulation.world.set(contracts, solutionProvider, quoteId, { status: 'Signed' });
  await rig.attest(quoteId, { fact: 'signature', value: 'signed' });
};
