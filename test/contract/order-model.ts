import { TransportError, type Transport } from '#att/transport';
import { operations } from '#operations/registry';
import { reconcile } from '#requests/reconcile';
import { requestRecordId } from '#requests/request-record';
import type { OrderView } from '#tracking/order/order-view';
import { orderRequest, orderStepIds, type OrderIds, type OrderStepId } from '../journeys/ordering-requests';
import { contracts, type Contract } from '../../tools/simulator/behaviours/ordering/contracts';
import { creditChecks, isApproved } from '../../tools/simulator/behaviours/ordering/credit-checks';
import { orders } from '../../tools/simulator/behaviours/ordering/orders';
import { quotes } from '../../tools/simulator/behaviours/ordering/quotes';
import { gatewayRig, solutionProvider, type Answer, type GatewayRig } from '../support/gateway-rig';
import { quickClient } from '../support/quick-client';
import { simulatedAtt } from '../../tools/simulator/in-process';
import { watchedClient, type Mishap } from '../support/watched-client';

/** What can befall a request on its way to AT&T, or the process while it waits. */
export type AttMishap = 'unreachable' | 'lost-before' | 'lost-after' | 'crash-before' | 'crash-after';

export interface Trouble {
  table?: { nth: number; mishap: Mishap };
  att?: AttMishap;
}

/** One call that was made, and what its caller got; nothing when the process died. */
export interface Made {
  id: OrderStepId;
  body: object;
  key: string;
  answer: Answer | undefined;
  /** Steps that were on offer just before, as `operation` or `operation sub-order`. */
  offered: readonly string[];
  /** How often AT&T was asked, and whether it took all of it. */
  asked: number;
  isTaken: boolean;
  /** Whether the key was free to be used. */
  isFresh: boolean;
  trouble: Trouble;
}

/** One order, the gateway in front of it and the AT&T behind it. */
export const orderModel = async (program: 'apex' | 'alliance', opportunityName?: string) => {
  const att = simulatedAtt();
  const client = watchedClient(quickClient());
  let attMishap: AttMishap | undefined;
  let death = Promise.withResolvers<undefined>();
  const never = (): Promise<never> => {
    death.resolve(undefined);
    return new Promise(() => undefined);
  };
  const transport: Transport = async (request, deadlineMs) => {
    if (attMishap === 'unreachable') throw new TransportError('connect', false);
    if (attMishap === 'lost-before') throw new TransportError('reset', true);
    if (attMishap === 'crash-before') return never();
    const answer = await att.transport(request, deadlineMs);
    if (attMishap === 'lost-after') throw new TransportError('timeout', true);
    return attMishap === 'crash-after' ? never() : answer;
  };
  const startProcess = (): GatewayRig => gatewayRig({ client, transport });
  let rig = startProcess();

  const created = await rig.call(`${program}-create-quote`, {
    key: 'quote',
    body: orderRequest(`${program}-create-quote`, { solutionProvider }, opportunityName ? { opportunityName } : {}),
  });
  const quoteId = String(created.body['quoteId']);
  const world = att.simulation.world.forProvider(solutionProvider);
  const made: Made[] = [];

  /** Everything AT&T knows of the order, whatever the gateway knows. */
  const truth = () => {
    const order = world.of(orders).get(world.of(quotes).get(quoteId)?.orderId ?? '');
    return {
      credit: world.of(creditChecks).get(quoteId)?.approvalStatus,
      hasCredit: isApproved(world.of(creditChecks).get(quoteId)),
      contract: world.of(contracts).get(quoteId)?.status,
      order,
      effects: att.simulation.effects.all(),
    };
  };

  const view = async (): Promise<OrderView> => (await rig.order(quoteId)).body as unknown as OrderView;

  const idsNow = (): OrderIds => {
    const { order } = truth();
    const siteId = world.of(quotes).get(quoteId)?.sites[0]?.siteId;
    const ids = { solutionProvider, quoteId, ...(siteId && { siteId }) };
    return {
      ...ids,
      orderId: order?.orderId ?? '801dx00000None1AAA',
      subOrderId: order?.subOrderIds[0] ?? '801dx00000None2AAA',
    };
  };

  const perform = async (
    { id, key, body }: Pick<Made, 'id' | 'key' | 'body'>,
    offered: readonly string[],
    trouble: Trouble,
  ): Promise<Made> => {
    const known = await rig.requests.find(requestRecordId(solutionProvider, id, key));
    const before = att.calls.length;
    client.rest();
    death = Promise.withResolvers<undefined>();
    if (trouble.table) client.goWrong(trouble.table.nth, trouble.table.mishap, 3);
    attMishap = trouble.att;
    const answer = await Promise.race([rig.call(id, { key, body }), client.died(), death.promise]);
    client.rest();
    attMishap = undefined;
    if (answer === undefined) rig = startProcess();
    const calls = att.calls.slice(before);
    const isTaken = calls.every((call) => call.answer.status < 400 && call.answer.effect !== 'none');
    const isFresh = known === undefined || ['not-sent', 'not-applied'].includes(known.outcome);
    const call: Made = { id, body, key, answer, offered, asked: calls.length, isTaken, isFresh, trouble };
    made.push(call);
    return call;
  };

  /** The end customer answers the contract, and the gateway gets to know: attested in APEX, read in Alliance. */
  const answerContract = async (status: Contract['status']): Promise<void> => {
    const contract = world.of(contracts).get(quoteId);
    if (contract?.status !== 'Sent') return;
    world.of(contracts).put(quoteId, { ...contract, status });
    if (program === 'alliance') await rig.call('alliance-get-contract', { query: { quoteId } });
    else await rig.attest(quoteId, { fact: 'signature', value: status.toLowerCase() });
  };

  /** The partner tells what it has learned outside: the credit decision, and the order whose answer was lost. */
  const tell = async (): Promise<void> => {
    const { credit, hasCredit, order, contract } = truth();
    if (hasCredit || credit === 'Declined')
      await rig.attest(quoteId, { fact: 'credit', value: hasCredit ? 'approved' : 'declined' });
    if (contract) await rig.attest(quoteId, { fact: 'contract', value: 'sent' });
    if (order) {
      const { orderId, subOrderIds } = order;
      await rig.attest(quoteId, { fact: 'order', value: 'created', orderId, subOrderIds });
    }
  };

  const reconcileAll = async (): Promise<void> => {
    const deps = { ...rig, operationOf, bindingOf: () => undefined };
    for (const { id, key } of made) {
      const record = await rig.requests.find(requestRecordId(solutionProvider, id, key));
      if (record) await reconcile(deps, record);
    }
  };

  return {
    quoteId,
    made,
    truth,
    view,
    perform,
    /** The body of a step now. */
    bodyOf: (id: OrderStepId) => orderRequest(id, idsNow()),
    steps: orderStepIds.filter((id) => id.startsWith(program) && !id.endsWith('create-quote')),
    answerContract,
    tell,
    reconcileAll,
    calls: att.calls,
  };
};
export type OrderModel = Awaited<ReturnType<typeof orderModel>>;

const operationOf = (id: string) => operations.find((operation) => operation.id === id);

export const nameOf = ({ operation, subOrderId }: { operation: string; subOrderId?: string | undefined }): string =>
  subOrderId === undefined ? operation : `${operation} ${subOrderId}`;
