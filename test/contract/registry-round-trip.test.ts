import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import * as z from 'zod';
import { createTransport, type Transport, type WireRequest } from '#att/transport';
import type { Example } from '#domain/define-examples';
import type { Operation } from '#domain/define-operation';
import { examplesOf, operations } from '#operations/registry';
import { anyDeployment, openApiDocument } from '../../tools/openapi/document';
import { startSimulator, type Simulator } from '../../tools/simulator/simulator';
import { dynaliteClient } from '../support/dynalite-client';
import { gatewayRig, type Answer } from '../support/gateway-rig';
import { control, requestsOf } from '../support/simulator-client';

let simulator: Simulator;
let transport: Transport;
const sent: WireRequest[] = [];
beforeAll(async () => {
  simulator = await startSimulator();
  const real = createTransport(Date.now);
  // The gateway is bound to a made-up host; the simulator listens at another.
  transport = (request, deadlineMs) => {
    sent.push(request);
    return real({ ...request, url: new URL(request.url.pathname + request.url.search, simulator.url) }, deadlineMs);
  };
});
beforeEach(() => {
  sent.length = 0;
  return control(simulator, 'POST reset');
});
afterAll(() => simulator.close());

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
const document = openApiDocument(anyDeployment);
ajv.addSchema(document, 'openapi.json');

const pointerTo = (...keys: string[]): string =>
  keys.map((key) => `/${encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('');

const schemaAt = (...keys: string[]): ValidateFunction =>
  ajv.compile({ $ref: `openapi.json#${pointerTo(...keys, 'content', 'application/json', 'schema')}` });

const expectFits = (validate: ValidateFunction, value: unknown): void => {
  validate(value);
  expect(validate.errors).toBeNull();
};

const parameterSchema = z.object({ name: z.string(), in: z.enum(['path', 'query']), schema: z.looseObject({}) });
const described = z.object({
  paths: z.record(z.string(), z.record(z.string(), z.object({ parameters: z.array(z.unknown()) }))),
});

/** Every parameter is described, and is as described. */
const expectParametersFit = ({ path, method }: Operation, parts: ReturnType<typeof partsOf>): void => {
  const parameters = described.parse(document).paths[path]?.[method.toLowerCase()]?.parameters ?? [];
  const own = parameters.flatMap((parameter) => parameterSchema.safeParse(parameter).data ?? []);
  for (const where of ['path', 'query'] as const) {
    for (const [name, value] of Object.entries(parts[where] ?? {})) {
      const schema = own.find((parameter) => parameter.in === where && parameter.name === name)?.schema;
      expectFits(ajv.compile(schema ?? false), decodeURIComponent(value));
    }
  }
};

const requestSchema = z.object({
  path: z.record(z.string(), z.unknown()).optional(),
  query: z.record(z.string(), z.unknown()).optional(),
  body: z.unknown().optional(),
});

const owned = z.object({ body: z.object({ spId: z.string() }) });

/** The parts of an example's request, as a partner sends them: for the Solution Provider that it names. */
const partsOf = ({ request }: Example) => {
  const { path, query, body } = requestSchema.parse(request);
  const solutionProvider = owned.safeParse(request).data?.body.spId;
  return {
    ...(solutionProvider !== undefined && { solutionProvider }),
    ...(path && { path: texts(path, encodeURIComponent) }),
    ...(query && { query: texts(query) }),
    ...(body !== undefined && { body }),
  };
};

const texts = (parameters: object, written = (text: string): string => text): Record<string, string> =>
  Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, written(String(value))]));

/** Headers of a call to AT&T that are a secret, or another one each time. */
const masked = new Set(['client_secret', 'x-transaction-id']);

const headersOf = (headers: Record<string, unknown>): string[] =>
  Object.entries(headers).map(([name, value]) => `${name}: ${masked.has(name) ? '*' : String(value)}`);

/** Every byte of a round but for what `masked` names: what AT&T was sent, and what the partner was answered. */
const roundOf = (requests: readonly WireRequest[], { status, headers, text }: Answer): string =>
  [
    ...requests.flatMap((request) => [
      `> ${request.method} ${request.url.href}`,
      ...headersOf(request.headers).map((line) => `> ${line}`),
      ...(request.body === undefined ? [] : [`> ${request.body}`]),
    ]),
    `< ${status}`,
    ...headersOf(headers).map((line) => `< ${line}`),
    `< ${text}`,
  ].join('\n');

const cases = operations.flatMap((operation) =>
  examplesOf[operation.id].map((example) => ({ id: operation.id, name: example.name, operation, example })),
);

/** Recorded rounds stand in `__snapshots__`; after a change that is meant: `npx jest --selectProjects contract registry-round-trip -u`. */
describe('every example of every operation, from the partner through its handler to AT&T and back', () => {
  it.each(cases)('$id: “$name”', async ({ id, operation, example }) => {
    const parts = partsOf(example);
    const at = ['paths', operation.path, operation.method.toLowerCase()];
    expectParametersFit(operation, parts);
    if (parts.body !== undefined) expectFits(schemaAt(...at, 'requestBody'), parts.body);

    // What AT&T's samples need to have gone before is not known to the gateway, so it may only warn.
    const rig = gatewayRig({ client: await dynaliteClient(), transport, mode: 'advisory', takesInSightings: false });
    const headers = { 'x-actor': 'agent-7', 'x-reason': 'asked for by the customer' };
    const answer = await rig.call(id, { ...parts, key: 'round-trip', headers });

    const status = example.answer.status < 300 ? example.answer.status : 200;
    expect({ status: answer.status, body: answer.body }).toEqual({ status, body: example.answer.body });
    expectFits(schemaAt(...at, 'responses', String(status)), answer.body);
    const received = (await requestsOf(simulator)).filter((request) => request.operation === id);
    expect(received).toMatchObject([{ secretMatches: true, answerStatus: example.answer.status }]);
    expect(rig.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
    expect(roundOf(sent, answer)).toMatchSnapshot();

    if (operation.idempotency === 'safe') return;
    const again = await rig.call(id, { ...parts, key: 'round-trip', headers });
    expect(again).toMatchObject({ status, text: answer.text, headers: { 'idempotency-replayed': 'true' } });
  });
});
