import { flushCompileCache } from 'node:module';
import type { Context } from 'aws-lambda';
import { sweep } from '#requests/sweep';
import { operations } from '#operations/registry';
import type { OperationHandler } from '#api/read-handler';
import type { Route } from '#domain/define-operation';
import { operationEntryOf } from '#domain/operation-entry';
import { backgroundStores } from '#entry/background-stores';
import { callPorts } from '#entry/compose-att';
import { trackingPorts } from '#entry/compose-effects';
import { composeSightings } from '#entry/compose-polling';
import { answerCipher } from '#entry/data-keys';
import { composeReconciler } from '#entry/compose-reconciler';
import * as operationHandlers from '#entry/operation-handlers';
import * as ownRouteHandlers from '#entry/own-route-handlers';
import { groupEntryOf } from '#routes/group-entry';
import { sightings } from '#platform/table/keys';
import { startTakingIn, takeInSighting } from '#polling/take-in-sighting';
import { routeGroups } from '#routes/registry';
import { commandSchema, type Command, type Reply } from './command';
import { gatewayEvent } from './gateway-event';

/**
 * A process that runs the real handlers with their real dependencies, made from its environment like in Lambda, and is
 * told by messages what to call. It has no way to stop at a certain line: whoever started it kills it.
 */
const skewMs = Number(process.env['CLOCK_SKEW_MS'] ?? 0);
const realNow = Date.now;
if (skewMs !== 0) Date.now = () => realNow() + skewMs;

interface Served {
  route: Route;
  /** Made at the first call, because this process is not told what every function is. */
  make: () => OperationHandler;
}

const served: readonly Served[] = [
  ...operations.map((operation): Served => {
    const { handler, effects } = operationEntryOf(operation);
    return { route: operation, make: () => operationHandlers[handler](operation, operationHandlers[effects]) };
  }),
  ...routeGroups.flatMap((group) =>
    group.routes.map((route): Served => ({ route, make: () => ownRouteHandlers[groupEntryOf(group)]() })),
  ),
];

const handlers = new Map<string, OperationHandler>();

const handlerOf = ({ route: { id }, make }: Served): OperationHandler => {
  const handler = handlers.get(id) ?? make();
  handlers.set(id, handler);
  return handler;
};

const contextFor = (remainingMs: number): Context => {
  const endsAt = realNow() + remainingMs;
  // Handlers ask nothing else of it.
  return { awsRequestId: 'local', getRemainingTimeInMillis: () => endsAt - realNow() } as Context;
};

/** What the stream and the status poller do of what a read has shown. */
const takeIn = async (solutionProvider: string): Promise<void> => {
  const stores = backgroundStores();
  const ports = { ...callPorts(stores), ...trackingPorts(stores), pollsPerMinute: 1_000_000 };
  const partition = sightings.key.partitionOf({ solutionProvider });
  const { items } = await ports.table.query({ partition, limit: 100, isConsistent: true });
  const deps = composeSightings(ports);
  for (const item of items) await startTakingIn((_, input) => takeInSighting(deps, input).then(() => undefined), item);
};

const carryOut = async (command: Command): Promise<Reply> => {
  if (command.kind === 'reconcile') {
    const stores = backgroundStores();
    const later = (): number => Date.now() + command.laterMs;
    const reconciler = {
      ...composeReconciler({ ...callPorts(stores), ...trackingPorts(stores), answerCipher: answerCipher(stores) }),
      now: later,
      wireNow: later,
    };
    return {
      kind: 'report',
      report: await sweep(
        () => reconciler,
        command.solutionProviders,
        () => true,
      ),
    };
  }
  const called = served.find(({ route: { id } }) => id === command.route);
  if (!called) throw new Error(`There is no ${command.route}.`);
  const event = gatewayEvent(command, called.route);
  const { statusCode, headers, body } = await handlerOf(called)(event, contextFor(command.remainingMs));
  if (called.route.method === 'GET') await takeIn(command.solutionProvider);
  const texts = Object.entries(headers ?? {}).map(([name, value]): [string, string] => [name, String(value)]);
  return { kind: 'answer', status: statusCode, headers: Object.fromEntries(texts), body };
};

process.on('message', (message: { id: number; command: unknown }) => {
  const { id } = message;
  const reply = (answer: Reply): void => void process.send?.({ id, reply: answer });
  carryOut(commandSchema.parse(message.command)).then(reply, (error: unknown) => {
    reply({ kind: 'failed', reason: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  });
});
process.on('disconnect', () => process.exit());
flushCompileCache();
process.send?.('ready');
