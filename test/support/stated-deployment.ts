import type { Transport } from '#att/transport';
import { asStated } from '#domain/contract/as-stated';
import type { LongRunningKind } from '#domain/mobility/observation';
import { polledReads } from '#operations/polled-reads';
import { operationById, type OperationId } from '#operations/registry';
import { createAppendPollNotice } from '#polling/append-poll-notice';
import { createFindFacts } from '#polling/tracked-order-of';
import { createPollBudget } from '#polling/poll-budget';
import { createPollJobStore } from '#polling/poll-job-store';
import { statusReaders } from '#polling/read-status';
import type { OwnRoute } from '#routes/define-route';
import type { LongRunningReads } from '#routes/long-running/tracked-item';
import type { Contract } from '#domain/contract/statement';
import { pollToTheEnd } from '../../tools/contract/check/poll-to-the-end';
import { dynaliteClient, type Client } from './dynalite-client';
import { gatewayEvent, lambdaContext } from './gateway-event';
import { gatewayRig, solutionProvider } from './gateway-rig';
import { routeHandler } from './route-handler';
import { statedContract } from './stated-contract';

interface Stage {
  transport: Transport;
  now: () => number;
  /** Operations the tenant states nothing of, although its files do. */
  without?: readonly string[];
  /** What the tenant states otherwise than its files do. */
  change?: (contract: Contract) => Contract;
  /** The table of a deployment before; one of its own when left out. */
  client?: Client;
}

/** The deployment of a tenant of the integration suite, at an AT&T of the test’s. */
export const statedDeployment = async (name: string, { transport, now, without, change, client: before }: Stage) => {
  const { bindings, contract: written } = await statedContract(name, without);
  const contract = change?.(written) ?? written;
  const client = before ?? (await dynaliteClient());
  const rig = gatewayRig({ client, transport, bindings, contract, now });
  const { table, orders, att, effects, log, metrics, wireNow } = rig;
  const pollJobs = createPollJobStore(table, now);
  const polling = {
    ...{ pollJobs, att, effects, log, metrics, now, wireNow, restrictionOf: rig.restrictionOf },
    budget: createPollBudget(table, 100, now),
    readerOf: statusReaders(polledReads.map(asStated(contract)), bindings),
    appendNotice: createAppendPollNotice({ table, orders }),
    findFacts: createFindFacts(orders),
  };
  return {
    ...rig,
    bindings,
    contract,
    /** What the reconciler of this deployment works with. */
    reconciler: {
      ...{ requests: rig.requests, att, effects, log, metrics, now, wireNow, answerCipher: rig.answerCipher },
      restrictionOf: rig.restrictionOf,
      operationOf: (id: string) => asStated(contract)(operationById(id as OperationId)),
      bindingOf: ({ id }: { id: string }) => boundIn(bindings, id),
    },
    /** A tracked item as its route shows it. */
    track: async (route: OwnRoute<LongRunningReads>, id: string, parameter = 'id') => {
      const caller = { solutionProviders: [solutionProvider], scopes: ['tracking:read' as const] };
      const event = gatewayEvent({ method: 'GET', path: { [parameter]: id }, caller });
      const { body } = await routeHandler(route, rig)(event, lambdaContext());
      return JSON.parse(body) as Record<string, unknown>;
    },
    pollToTheEnd: (kind: LongRunningKind, id: string, wait: (seconds: number, polls: number) => void) =>
      pollToTheEnd(polling, { solutionProvider, kind, id }, wait),
  };
};

const boundIn = (bindings: Awaited<ReturnType<typeof statedContract>>['bindings'], id: string) => {
  const binding = bindings[id];
  return binding?.baseUrl === undefined ? undefined : { ...binding, baseUrl: binding.baseUrl };
};
