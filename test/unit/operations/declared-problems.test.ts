import type { CallersRestrictions } from '#api/caller';
import { TransportError, type Transport } from '#att/transport';
import type { Operation } from '#domain/define-operation';
import { Problem, type ProblemCode } from '#domain/problems/problems';
import { textAt } from '#domain/json/json-pointer';
import { requestText } from '#tracking/long-running/observed-in-call';
import { examplesOf, operations, type OperationId, type RegisteredOperation } from '#operations/registry';
import { resolveBindings } from '../../../lib/config/resolve-bindings';
import { everyRoute, problemsOf } from '../../../tools/openapi/problem-responses';
import { demoCredentials } from '../../../tools/simulator/credentials';
import { exampleCall } from '../../../tools/soak/example-call';
import { fixedClock, wireAnswer } from '../../support/fakes';
import { gatewayRig, solutionProvider, type Answer, type GatewayRig, type RigOptions } from '../../support/gateway-rig';
import { putLine } from '../../support/own-route-items';
import { quickClient } from '../../support/quick-client';
import { simulatedAtt, simulatedUrl } from '../../../tools/simulator/in-process';

type Provoke = (operation: RegisteredOperation) => Promise<Answer>;

interface Parts {
  path?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
  key?: string;
  headers?: Record<string, string>;
  restricted?: CallersRestrictions;
}

const rigOf = (options: Partial<RigOptions> = {}) =>
  gatewayRig({ client: quickClient(), transport: simulatedAtt().transport, mode: 'advisory', ...options });

const partsOf = (id: OperationId): Parts => ({ ...(exampleCall(id, solutionProvider) as Parts), key: 'key-1' });

/** The call of the example, but for some parts of it. */
const calledWith =
  (parts: Parts, options?: Partial<RigOptions>): Provoke =>
  ({ id }) =>
    rigOf(options).call(id, { ...partsOf(id), ...parts });

const attAnswers = (status: number, body: object): Provoke =>
  calledWith({}, { transport: () => Promise.resolve(wireAnswer(status, body)) });

const at = (id: OperationId, pointer: string | undefined): string | undefined => textAt(partsOf(id), pointer);

/** Has the gateway know the order that a step is about. @returns its quote */
const knownOrder = async (rig: GatewayRig, { id, order }: Operation & { id: OperationId }): Promise<string> => {
  const { program, quoteIdAt, orderIdAt, subOrderIdAt } = order!;
  const stated = at(id, quoteIdAt);
  if (stated !== undefined) return stated;
  const [quoteId, orderId = '801-1', subOrderId = '8S-1'] = ['0Q0-1', at(id, orderIdAt), at(id, subOrderIdAt)];
  const body = { fact: 'order', value: 'created', program, orderId, subOrderIds: [subOrderId] };
  expect(await rig.attest(quoteId, body)).toMatchObject({ status: 200 });
  return quoteId;
};

/** A step of an order that was cancelled. */
const ofCancelledOrder: Provoke = async (operation) => {
  const rig = rigOf({ mode: 'strict' });
  const quoteId = await knownOrder(rig, operation);
  const body = { fact: 'completion', value: 'cancelled', program: operation.order!.program };
  expect(await rig.attest(quoteId, body)).toMatchObject({ status: 200 });
  return rig.call(operation.id, partsOf(operation.id));
};

/** The call while the same call, under some key, has no answer yet. */
const whileUnderWay =
  (key: string): Provoke =>
  async (operation) => {
    const { id } = operation;
    const asked = Promise.withResolvers<undefined>();
    const never: Transport = () => {
      asked.resolve(undefined);
      return new Promise(() => undefined);
    };
    const [client, { transport }] = [quickClient(), simulatedAtt()];
    if (operation.order?.step !== undefined && operation.order.newQuoteIdAt === undefined)
      await knownOrder(rigOf({ client }), operation);
    void rigOf({ client, transport: never }).call(id, { ...partsOf(id), key });
    await asked.promise;
    return rigOf({ client, transport }).call(id, partsOf(id));
  };

/** The call again, as something else or under another key. */
const after =
  (options: Partial<RigOptions>, again: (parts: Parts) => Parts): Provoke =>
  async ({ id }) => {
    const rig = rigOf(options);
    expect((await rig.call(id, partsOf(id))).status).toBeLessThan(300);
    return rig.call(id, again(partsOf(id)));
  };

/** Reading the secret takes longer than the call has. */
const withSlowSecrets: Provoke = ({ id }) => {
  let slowMs = 0;
  const credentials: RigOptions['credentials'] = (provider, family) => {
    slowMs = 60_000;
    return Promise.resolve({ current: demoCredentials(family, provider) });
  };
  return rigOf({ credentials, wireNow: () => Date.now() + slowMs }).call(id, partsOf(id));
};

const unbound: Provoke = ({ id }) => {
  const bindings = resolveBindings({ environment: 'uat', bindings: {} }, simulatedUrl);
  const { baseUrl: _none, ...binding } = bindings[id]!;
  return rigOf({ bindings: { ...bindings, [id]: binding } }).call(id, partsOf(id));
};

/** A line with more changes nobody knows the outcome of than it may have. */
const ofLineInDoubt: Provoke = async ({ id, line }) => {
  const rig = rigOf();
  const { path = {}, query = {}, body } = partsOf(id);
  const request = { path, query, body: { value: body, text: JSON.stringify(body) } };
  const number = requestText({ request }, line?.numberAt);
  const entry = { operation: 'suspend-subscriber', by: 'client-a', to: 'suspended' as const };
  const timeline = Array.from({ length: 100 }, (_, index) => ({ ...entry, at: new Date().toISOString(), requestId: `req_${index}` })); // prettier-ignore
  await putLine({ table: rig.table, clock: fixedClock(Date.now()) }, number!, { solutionProvider, timeline }); // prettier-ignore
  return rig.call(id, partsOf(id));
};

/** A port-in that AT&T has shown as cancelled. */
const ofEndedPortIn: Provoke = async ({ id }) => {
  const [client, path] = [quickClient(), partsOf(id).path!];
  const cancelled = wireAnswer(200, { ...(examplesOf['get-port-in'][0].answer.body as object), state: 'cancelled', status: 'cancelled' }); // prettier-ignore
  const rig = rigOf({ client, transport: () => Promise.resolve(cancelled) });
  expect((await rig.call('get-port-in', { path })).status).toBe(200);
  return rigOf({ client }).call(id, partsOf(id));
};

/** AT&T says that it did it, and goes on showing what was before. */
const calledDone: Provoke = ({ id }) => {
  const { transport } = simulatedAtt();
  const done = wireAnswer(200, examplesOf[id][0].answer.body);
  return rigOf({
    transport: (request, deadlineMs) =>
      request.method === 'GET' ? transport(request, deadlineMs) : Promise.resolve(done),
  }).call(id, partsOf(id));
};

const stepTooEarly: Provoke = (operation) => {
  if (operation.order) return ofCancelledOrder(operation);
  return operation.longRunning ? ofEndedPortIn(operation) : ofLineInDoubt(operation);
};

/** Another body; of a call without one, another line. */
const somethingElse = ({ path, body, ...parts }: Parts): Parts =>
  body === undefined
    ? { ...parts, path: { ...path, subscriberNumber: '2125550199' } }
    : { ...parts, ...(path && { path }), body: { ...(body as object), remarks: 'more' } };

const provoked: Partial<Record<ProblemCode, Provoke>> = {
  'invalid-json': calledWith({ body: '{' }),
  'request-too-large': calledWith({ body: `{"a":"${'x'.repeat(1_100_000)}"}` }),
  'unsupported-media-type': calledWith({ headers: { 'Content-Type': 'application/xml' } }),
  'idempotency-key-required': ({ id }) => {
    const { key: _none, ...parts } = partsOf(id);
    return rigOf().call(id, parts);
  },
  'idempotency-key-reused': after({}, somethingElse),
  'request-in-progress': whileUnderWay('key-1'),
  'already-done': whileUnderWay('key-0'),
  'step-not-allowed': stepTooEarly,
  'too-many-line-changes': after({ lineChangeLimit: { changes: 1, hours: 24 } }, (parts) => ({
    ...parts,
    key: 'key-2',
  })),
  'not-applied': calledDone,
  'precondition-failed': calledWith({ headers: { 'If-Match': '"99"' } }),
  'solution-provider-read-only': calledWith({ restricted: { disabled: [], readOnly: [solutionProvider] } }),
  'operation-not-bound': unbound,
  'credentials-unavailable': calledWith(
    {},
    { credentials: () => Promise.reject(new Problem('credentials-unavailable')) },
  ),
  'upstream-rejected': attAnswers(400, { code: 'NO', message: 'no' }),
  'upstream-failed': attAnswers(500, {}),
  'upstream-credentials-refused': attAnswers(401, {}),
  'upstream-unavailable': calledWith({}, { transport: () => Promise.reject(new TransportError('connect', false)) }),
  'upstream-timeout': withSlowSecrets,
};

describe('every problem an operation declares for itself', () => {
  const declared = operations.flatMap((operation) =>
    [...problemsOf(operation)]
      .filter((code) => !everyRoute.includes(code))
      .map((code) => [operation.id, code, operation] as const),
  );

  it.each(declared)('%s answers with %s', async (id, code, operation) => {
    const provoke = provoked[code];
    if (!provoke) throw new Error(`${id} declares ${code}, and nothing here shows how it comes to that.`);
    expect((await provoke(operation)).body).toMatchObject({ code });
  });
});
