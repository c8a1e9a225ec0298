import { reconcilerRights } from '#entry/background-rights';
import { grantedTable } from './granted-table';
import { TransportError, type Transport } from '#att/transport';
import type { Contract } from '#domain/contract/statement';
import { asStated } from '#domain/contract/as-stated';
import { composeReconciler } from '#entry/compose-reconciler';
import type { OperationId } from '#operations/registry';
import { reconcile, type Reconciled } from '#requests/reconcile';
import type { RequestRecord } from '#requests/request-record';
import type { Settings } from '#platform/settings';
import { dynaliteClient } from './dynalite-client';
import { gatewayRig, solutionProvider } from './gateway-rig';
import { simulatedAtt } from '../../tools/simulator/in-process';

/** What becomes of the next write on the wire. */
export type Loss = 'done, unanswered' | 'not done, unanswered';

export interface LostAnswersOptions {
  contract?: Contract;
  bindings?: Settings['bindings'];
}

/** A gateway whose AT&T loses what it is told to lose, by AT&T’s clock. */
export const lostAnswers = async ({ contract = {}, bindings }: LostAnswersOptions = {}) => {
  const client = await dynaliteClient();
  const att = simulatedAtt();
  const lose: { next?: Loss | undefined } = {};
  const transport: Transport = async (request, deadlineMs) => {
    const { next } = lose;
    delete lose.next;
    if (next !== 'not done, unanswered') {
      const answer = await att.transport(request, deadlineMs);
      if (next === undefined) return answer;
    }
    throw new TransportError('timeout', true);
  };
  const now = (): number => att.simulation.world.clock.now().getTime();
  const rig = gatewayRig({ client, transport, mode: 'advisory', now, contract, ...(bindings && { bindings }) });
  const composed = composeReconciler({ ...rig, table: grantedTable(rig.table, reconcilerRights) });
  const operationOf = (id: string) => {
    const operation = composed.operationOf(id);
    return operation && asStated(contract)(operation);
  };
  const recordOf = async (requestId: string): Promise<RequestRecord> => {
    const record = await rig.requests.find(requestId);
    if (!record) throw new Error(`There is no request ${requestId}.`);
    return record;
  };
  return {
    ...{ rig, att, now, recordOf },
    advance: (duration: string): void => {
      att.simulation.world.clock.advance(duration);
      att.simulation.world.runDueTransitions();
    },
    /** Makes a write whose answer is lost. @returns the id of its record */
    lost: async (loss: Loss, id: OperationId, parts: Parameters<typeof rig.call>[1]): Promise<string> => {
      lose.next = loss;
      const { status, body } = await rig.call(id, { key: 'lost', ...parts });
      expect({ status, outcome: body['outcome'] }).toEqual({ status: 202, outcome: 'unknown' });
      return body['requestId'] as string;
    },
    reconciled: async (requestId: string): Promise<Reconciled> =>
      reconcile({ ...composed, operationOf }, await recordOf(requestId)),
    /** How often AT&T did what the operation asks for. */
    timesDone: (id: OperationId): number =>
      att.simulation.effects
        .all()
        .filter(({ operation }) => operation === id)
        .reduce((sum, { count }) => sum + count, 0),
    world: att.simulation.world.forProvider(solutionProvider),
    close: () => client.destroy(),
  };
};
export type LostAnswers = Awaited<ReturnType<typeof lostAnswers>>;

/** @returns the id of a new Alliance quote */
export const newQuote = async ({ rig }: LostAnswers): Promise<string> => {
  const { body } = await rig.call('alliance-create-quote', { key: 'quote', body: { opportunityName: 'Example' } });
  return body['quoteId'] as string;
};

/** @returns the id of a new Alliance quote whose credit is approved */
export const approvedQuote = async (at: LostAnswers): Promise<string> => {
  const quoteId = await newQuote(at);
  const { status } = await at.rig.call('alliance-check-credit', { key: 'credit', body: { quoteId } });
  expect(status).toBe(200);
  return quoteId;
};
