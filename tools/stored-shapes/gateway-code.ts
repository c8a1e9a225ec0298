import type { APIGatewayRequestAuthorizerEvent, Context } from 'aws-lambda';
import { createAuthorizer } from '#api/authorize';
import { createGrantLookup } from '#api/grants';
import { createLateWorker } from '#api/late-worker';
import type { OperationHandler } from '#api/read-handler';
import type { TokenFacts } from '#api/verify-token';
import { createBulkStore } from '#bulk/bulk-store';
import type { FunctionAnswer } from '#bulk/invoke';
import { workInputSchema } from '#bulk/state-machine-io';
import { sweepBulkWrites } from '#bulk/sweep';
import { work } from '#bulk/work';
import { answerDriftRequest } from '#drift/answer-operator';
import { compareViews } from '#drift/run';
import { scopes as knownScopes, type Operation } from '#domain/define-operation';
import { operationEntryOf } from '#domain/operation-entry';
import { composeBulkWriter } from '#entry/compose-bulk-writer';
import { composeDrift } from '#entry/compose-drift';
import { composePolling, composeSightings } from '#entry/compose-polling';
import { composePushes } from '#entry/compose-pushes';
import { composeReconciler } from '#entry/compose-reconciler';
import { composeSender } from '#entry/compose-sender';
import { composeStream } from '#entry/compose-stream';
import * as handlers from '#entry/operation-handlers';
import { handleChanges } from '#events/handle-changes';
import { beat } from '#events/heartbeat';
import { itemChangeOf } from '#events/stream-record';
import { operations } from '#operations/registry';
import { polledReads } from '#operations/polled-reads';
import type { Observability } from '#platform/observability';
import { createRestrictionLookup, createRestrictionOf } from '#platform/restrictions';
import { createOpenPollJobStore } from '#polling/open-poll-jobs';
import { poll } from '#polling/poll';
import { createPollJobStore } from '#polling/poll-job-store';
import { pollInputSchema } from '#polling/state-machine-io';
import { sweepPollers } from '#polling/sweep';
import { sightingKind, takeInSighting } from '#polling/take-in-sighting';
import { applyPush } from '#pushes/apply-push';
import { createIsSender } from '#pushes/is-sender';
import type { PushKey } from '#pushes/push';
import { createPushContent } from '#pushes/push-content';
import { createPushKeeper } from '#pushes/push-store';
import { receivePush } from '#pushes/receive-push';
import { sweepPushes } from '#pushes/sweep-pushes';
import { sweep } from '#requests/sweep';
import { createGroupHandler } from '#routes/create-group-handler';
import type { RouteGroup } from '#routes/define-group';
import type { OwnRoute } from '#routes/define-route';
import { routeGroups } from '#routes/registry';
import { handleMessages } from '#webhooks/handle-messages';
import { portsOf, tableName, type CodePorts } from './gateway-ports';
import { routeComposers } from './route-composers';
import type { GatewayCode, Surroundings } from './surroundings';

/** Longer than anything waits for AT&T that answers late. */
const lambdaContext = { getRemainingTimeInMillis: () => 600_000 } as Context;
const hasTime = (): boolean => true;
const longestMs = 300_000;
const pushSources = ['192.0.2.0/24'];

const byId = new Map<string, Operation>(operations.map((operation) => [operation.id, operation]));

/** Every function of this release, as they are composed where they are deployed, over surroundings instead of AWS and AT&T. */
export const openGateway = (around: Surroundings): GatewayCode => {
  const ports = portsOf(around);
  return { ...frontOf(ports, around), ...workersOf(ports, around), ...scheduledOf(ports, around) };
};

type Front = 'answer' | 'authorize' | 'onHandover' | 'onPush';

/** What somebody calls from outside, and who works for them. */
const frontOf = (ports: CodePorts, around: Surroundings): Pick<GatewayCode, Front> => {
  const restrictionOf = createRestrictionOf(ports.table, ports.wireNow);
  const handOver = (operation: string, handover: object) => around.send('late-worker', { operation, handover });
  const late = { longestMs, handOver, pause: ports.pause };
  const known = new Map<string, OperationHandler>();
  const handlerOf = (id: string, isLate: boolean): OperationHandler => {
    const name = `${id} ${String(isLate)}`;
    const operation = byId.get(id);
    const handler =
      known.get(name) ??
      (operation
        ? operationHandler(operation, { ...ports, ...(isLate && { lateAnswers: late }) })
        : routeHandler(id, ports, around));
    known.set(name, handler);
    return handler;
  };
  return {
    answer: async (id, event, isLate = false) => handlerOf(id, isLate)(event, lambdaContext),
    authorize: authorizerOf(ports, around),
    onHandover: async (id, handover) => {
      const operation = operationOf(id);
      const deps = handlers.writeDependencies(handlers[operationEntryOf(operation).effects], ports);
      const worker = createLateWorker(operation, { ...deps, longestMs, restrictionOf, depsOf: () => deps });
      await worker(handover, lambdaContext);
    },
    onPush: async (solutionProvider, body) => {
      const keeper = createPushKeeper(ports.table, createPushContent(ports.keys('pushes')), ports.now);
      const handOn = (push: PushKey) => around.send('push-applier', push);
      const isSender = createIsSender({ solutionProviders: around.solutionProviders, sources: pushSources });
      const answer = await receivePush(
        { ...ports, isSender, keeper, handOn },
        {
          ...{ body, pathParameters: { solutionProvider } },
          requestContext: { http: { sourceIp: '192.0.2.17' } },
        },
      );
      return answer.statusCode;
    },
  };
};

const authorizerOf = (ports: CodePorts, around: Surroundings): GatewayCode['authorize'] => {
  const { log, limiter, table, wireNow } = ports;
  const grantOf = createGrantLookup(around.dynamoDb, tableName, around.solutionProviders, wireNow);
  const restrictions = createRestrictionLookup((key) => table.get(key), wireNow);
  const methodArn = 'arn:aws:execute-api:us-east-1:000000000000:api/uat/GET/v1/requests';
  return async (clientId, scopes) => {
    const token: TokenFacts = { clientId, scopes: knownScopes.filter((scope) => scopes.includes(scope)) };
    const authorizer = createAuthorizer({ log, limiter, grantOf, restrictions, verify: () => Promise.resolve(token) });
    // Of the call it reads these two.
    const event = {
      headers: { authorization: 'Bearer token' },
      methodArn,
    } as unknown as APIGatewayRequestAuthorizerEvent;
    const { context } = await authorizer(event);
    if (!context) throw new Error(`${clientId} may do nothing.`);
    return context;
  };
};

const operationOf = (id: string): Operation => {
  const operation = byId.get(id);
  if (!operation) throw new Error(`This release has no operation ${id}.`);
  return operation;
};

const operationHandler = (operation: Operation, ports: handlers.WritePorts & handlers.ReadPorts): OperationHandler => {
  const { effects } = operationEntryOf(operation);
  const compose = operation.idempotency === 'safe' ? handlers.composeRead : handlers.composeWrite;
  const handler = compose(operation, handlers[effects], ports);
  return (event, context) => handler({ ...event, httpMethod: operation.method, resource: operation.path }, context);
};

const routeHandler = (id: string, ports: CodePorts, around: Surroundings): OperationHandler => {
  for (const group of routeGroups) {
    const routes: readonly OwnRoute[] = group.routes;
    const route = routes.find((one) => one.id === id);
    if (!route) continue;
    // A group’s composer takes what it takes of all there is.
    const compose = routeComposers[group.id] as (given: object) => Observability;
    const deps = compose({ ...ports, ...bulkParts(ports, around), start: ports.startBulkWriter });
    const handler = createGroupHandler(group as RouteGroup, deps as never);
    return (event, context) => handler({ ...event, httpMethod: route.method, resource: route.path }, context);
  }
  throw new Error(`This release has no route ${id}.`);
};

const bulkParts = (ports: CodePorts, around: Surroundings) => ({
  cipher: ports.cipher,
  // What the surroundings answer with is a function’s answer.
  invoke: async (operation: string, event: object) => (await around.invoke(operation, event)) as FunctionAnswer,
  operationOf: (id: string) => byId.get(id),
});

type Workers = 'onStream' | 'onWebhookQueue' | 'onPoll' | 'onBulkWork' | 'onPushNamed';

/** What other functions hand something to. */
const workersOf = (ports: CodePorts, around: Surroundings): Pick<GatewayCode, Workers> => {
  const stream = composeStream({ ...ports, startExecution: ports.startPoller });
  const polling = composePolling(ports);
  const sightings = composeSightings(ports);
  const sender = composeSender({
    ...ports,
    post: async ({ url }, { headers, body, wantedBytes }) => {
      const { status, text } = await around.post({ url: url.href, headers, body });
      return { status, ...(wantedBytes !== undefined && text !== undefined && { text }) };
    },
  });
  const writer = composeBulkWriter({
    ...{ ...ports, ...bulkParts(ports, around) },
    grantOf: createGrantLookup(around.dynamoDb, tableName, around.solutionProviders, ports.wireNow),
  });
  const applier = pushesOf(ports);
  return {
    // Lambda’s and the SDK’s types of the same wire format differ.
    onStream: (records) =>
      handleChanges(
        stream,
        records.map((record) => itemChangeOf(record as never)),
      ),
    onWebhookQueue: async (bodies, sentAt) => {
      const messages = bodies.map((body, id) => ({ id: String(id), body, sentAt, receivedAt: ports.wireNow() }));
      return (await handleMessages(sender, messages)).map(Number);
    },
    onPoll: async (given) => {
      const input = pollInputSchema.parse(given);
      return input.kind === sightingKind ? takeInSighting(sightings, input) : poll(polling, input);
    },
    onBulkWork: (input) => work(writer, workInputSchema.parse(input), hasTime),
    onPushNamed: async (named) => {
      // As the entry of the applier takes it.
      const push = await applier.pushes.find(named as PushKey);
      if (!push) throw new Error('There is no such message.');
      return (await applyPush(applier, push)).state;
    },
  };
};

const pushesOf = (ports: CodePorts) =>
  composePushes({ ...ports, keys: ports.keys('pushes'), reads: polledReads, start: ports.startPoller });

type Scheduled = 'sweep' | 'reconcile' | 'sweepPushes' | 'compareViews' | 'differences';

const scheduledOf = (ports: CodePorts, { solutionProviders }: Surroundings): Pick<GatewayCode, Scheduled> => {
  const { table, now } = ports;
  const pollers = { ...ports, pollJobs: { ...createPollJobStore(table, now), ...createOpenPollJobStore(table, now) } };
  const reconciling = composeReconciler(ports);
  const drift = composeDrift(ports);
  const bulk = { ...ports, bulkWrites: createBulkStore(table, now) };
  return {
    sweep: async () => {
      const bulkWrites = await sweepBulkWrites(bulk, solutionProviders, hasTime);
      const swept = await sweepPollers({ ...pollers, start: ports.startPoller }, solutionProviders, hasTime);
      await beat(table, ports.wireNow);
      return { ...swept, bulkWrites };
    },
    reconcile: () => sweep(() => reconciling, solutionProviders, hasTime),
    sweepPushes: () => sweepPushes(() => pushesOf(ports), solutionProviders, hasTime, 'undecided'),
    compareViews: () => compareViews(() => drift, solutionProviders, hasTime, { isAnew: true }),
    differences: (solutionProvider) => answerDriftRequest(drift, { list: { solutionProvider } }),
  };
};
