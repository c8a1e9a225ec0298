import '../../../support/function-environment';
import type { Transport, WireAnswer, WireRequest } from '#att/transport';
import { operationById, type OperationId } from '#operations/registry';
import { getTrackedPortIn } from '#routes/long-running/get-tracked-port-in';
import { listTrackedPortIns } from '#routes/long-running/list-tracked-port-ins';
import type { OwnRoute } from '#routes/define-route';
import type { LongRunningReads } from '#routes/long-running/tracked-item';
import { createTable } from '#platform/table/table';
import { createApplyOutcome } from '#tracking/apply-outcome';
import { longRunningKey } from '#tracking/long-running/long-running-request';
import { dynaliteClient, tableName } from '../../../support/dynalite-client';
import { wireAnswer } from '../../../support/fakes';
import { gatewayEvent, lambdaContext } from '../../../support/gateway-event';
import { gatewayRig, solutionProvider, type RigOptions } from '../../../support/gateway-rig';
import { watchedClient } from '../../../support/watched-client';
import { routeHandler } from '../../../support/route-handler';

export const pin = 'canary-pin-4821';
export const accountNumber = 'CANARY-ACCOUNT-0099';
export const taxId = '987-65-4329';

/** A request for a port-in with secrets that cannot be mistaken for anything else. */
export const portInBody = (subscriberNumber = '2125550300', change: object = {}) => ({
  subscriberNumber,
  billingAccountNumber: '287300000002',
  oldServiceProvider: { accountNumber, pin, taxId },
  accountHolder: {
    name: { firstName: 'Kim', lastName: 'Example' },
    address: { street: '100 Example Avenue', city: 'New York', state: 'NY', zipCode: '10001' },
  },
  billingZip: '10001',
  ...change,
});

export const activationBody = (device: object) => ({
  billingAccountNumber: '287300000002',
  subscriber: {
    name: { businessName: 'Example Freight LLC' },
    primaryPlaceOfUse: { street: '1 Sample Street', city: 'New York', state: 'NY', zipCode: '10001' },
  },
  serviceZip: '10001',
  ratePlanCode: 'UNLIMITED-A',
  device,
});

type Reply = (request: WireRequest) => WireAnswer | Error | Promise<WireAnswer>;

/** AT&T as one reply per operation; a test replaces them as it goes. What it was asked is kept. */
export const scriptedAtt = (replies: Partial<Record<OperationId, Reply>>) => {
  const asked: { operation: OperationId; request: WireRequest }[] = [];
  const operationOf = ({ method, url }: WireRequest): OperationId => {
    const ids = Object.keys(replies) as OperationId[]; // keys of the argument
    const found = ids.find((id) => {
      const { binding } = operationById(id);
      const path = new RegExp(`/mobility${binding.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
      return binding.method === method && path.test(url.pathname);
    });
    if (!found) throw new Error(`nothing is scripted for ${method} ${url.pathname}`);
    return found;
  };
  const transport = async (request: WireRequest): Promise<WireAnswer> => {
    const operation = operationOf(request);
    asked.push({ operation, request });
    const answer = await replies[operation]!(request);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const timesAsked = (operation: OperationId): number => asked.filter((one) => one.operation === operation).length;
  return { transport, replies, asked, timesAsked };
};

/** AT&T takes every port-in and gives it an id; reads show `state`. */
export const portInsAtAtt = (state = { word: 'pending', shown: {} as object }) => {
  let last = 0;
  return scriptedAtt({
    'request-port-in': () => wireAnswer(201, { id: `PORT-${(last += 1)}`, state: 'acknowledged' }),
    'get-port-in': ({ url }) =>
      wireAnswer(200, { id: url.pathname.split('/').at(-1), state: state.word, ...state.shown }),
    'update-port-in': ({ url }) => wireAnswer(200, { id: url.pathname.split('/').at(-1), state: 'pending' }),
    'cancel-port-in': () => wireAnswer(200, { state: 'cancelled' }),
  });
};

interface Parts {
  path?: Record<string, string>;
  query?: Record<string, string>;
  /** Default: not known. */
  boundReads?: readonly string[];
}

/** The real handlers over the real table code, a scripted AT&T and a clock that stands still. */
export const mobilityRig = async (
  att: { transport: Transport },
  startMs = Date.now(),
  more: Pick<RigOptions, 'lineChangeLimit' | 'takesInSightings'> = {},
) => {
  let time = startMs;
  const client = watchedClient(await dynaliteClient());
  const rig = gatewayRig({ client, transport: att.transport, now: () => time, ...more });
  const read = async (
    route: OwnRoute<LongRunningReads>,
    { boundReads, ...parts }: Parts,
    caller = solutionProvider,
  ) => {
    const event = gatewayEvent({
      method: 'GET',
      ...parts,
      caller: { solutionProviders: [caller], scopes: ['tracking:read'] },
    });
    const { statusCode, body, headers } = await routeHandler(route, { ...rig, boundReads })(event, lambdaContext());
    return { status: statusCode, headers, body: JSON.parse(body) as Record<string, unknown> };
  };
  return {
    ...rig,
    client,
    table: createTable(client, tableName),
    advance: (milliseconds: number) => void (time += milliseconds),
    now: () => time,
    read,
    /** What the stream does of a call: the port-in takes in what became of the requests it waits for. */
    carryPortIn: (id: string) =>
      createApplyOutcome(
        rig.table,
        () => time,
      )({ key: longRunningKey('port-in', solutionProvider, id), requestId: '' }),
    portIn: (id: string, caller?: string) => read(getTrackedPortIn, { path: { id } }, caller),
    portIns: (query: Record<string, string> = {}) => read(listTrackedPortIns, { query }),
  };
};
export type MobilityRig = Awaited<ReturnType<typeof mobilityRig>>;
export { solutionProvider, wireAnswer };
