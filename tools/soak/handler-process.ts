import type { Context } from 'aws-lambda';
import { sweep } from '#requests/sweep';
import { operations } from '#operations/registry';
import type { OperationHandler } from '#api/read-handler';
import { operationEntryOf } from '#domain/operation-entry';
import { composeReconciler } from '#entry/compose-reconciler';
import * as operationHandlers from '#entry/operation-handlers';
import { handler as attestOrderFact } from '#entry/routes/attest-order-fact';
import { handler as getRequest } from '#entry/routes/get-request';
import { handler as getTrackedOrder } from '#entry/routes/get-tracked-order';
import { handler as getTrackedPortIn } from '#entry/routes/get-tracked-port-in';
import { handler as resolveRequest } from '#entry/routes/resolve-request';
import { commandSchema, type Command, type Reply } from './command';
import { gatewayEvent } from './gateway-event';

/**
 * A process that runs the real handlers with their real dependencies, made from its environment like in Lambda, and is
 * told by messages what to call. It has no way to stop at a certain line: whoever started it kills it.
 */
const skewMs = Number(process.env['CLOCK_SKEW_MS'] ?? 0);
const realNow = Date.now;
if (skewMs !== 0) Date.now = () => realNow() + skewMs;

const handlers = new Map<string, OperationHandler>([
  ...operations.map((operation): [string, OperationHandler] => {
    const { handler, effects } = operationEntryOf(operation);
    return [operation.id, operationHandlers[handler](operation, operationHandlers[effects])];
  }),
  ['get-request', getRequest],
  ['get-tracked-order', getTrackedOrder],
  ['get-tracked-port-in', getTrackedPortIn],
  ['resolve-request', resolveRequest],
  ['attest-order-fact', attestOrderFact],
]);

const contextFor = (remainingMs: number): Context => {
  const endsAt = realNow() + remainingMs;
  // Handlers ask nothing else of it.
  return { awsRequestId: 'local', getRemainingTimeInMillis: () => endsAt - realNow() } as Context;
};

const carryOut = async (command: Command): Promise<Reply> => {
  if (command.kind === 'reconcile') {
    const later = (): number => Date.now() + command.laterMs;
    const reconciler = { ...composeReconciler(), now: later, wireNow: later };
    return { kind: 'report', report: await sweep(reconciler, command.solutionProviders, () => true) };
  }
  const handler = handlers.get(command.route);
  if (!handler) throw new Error(`There is no ${command.route}.`);
  const { statusCode, headers, body } = await handler(gatewayEvent(command), contextFor(command.remainingMs));
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
process.send?.('ready');
