import { secretsOf } from '#domain/masking/secrets';
import { operationById, operations, type OperationId } from '#operations/registry';
import { exampleCall, firstExampleOf } from '../../../tools/soak/example-call';
import { dynaliteClient, type Client } from '../../support/dynalite-client';
import { fakeTransport, wireAnswer } from '../../support/fakes';
import { defaultCaller, gatewayEvent } from '../../support/gateway-event';
import { gatewayRig, solutionProvider } from '../../support/gateway-rig';

let client: Client;
beforeAll(async () => (client = await dynaliteClient()));

/** Counts how often what an object has is listed. */
const listed = <T extends object>(object: T, count: () => void): T =>
  new Proxy(object, {
    ownKeys: (target) => {
      count();
      return Reflect.ownKeys(target);
    },
  });

/** How often the code of the gateway reads JSON while it works. */
const parsesOf = async (work: () => Promise<unknown>): Promise<number> => {
  const parse = JSON.parse;
  let parses = 0;
  const spy = jest.spyOn(JSON, 'parse').mockImplementation((...given) => {
    const [, , caller = ''] = (new Error().stack ?? '').split('\n').filter((line) => !line.includes('jest-mock'));
    if (caller.includes('/functions/')) parses += 1;
    return parse(...given);
  });
  try {
    await work();
  } finally {
    spy.mockRestore();
  }
  return parses;
};

const counted = async (id: OperationId) => {
  const { answer } = firstExampleOf(id);
  const transport = fakeTransport(wireAnswer(answer.status, answer.body));
  const rig = gatewayRig({ client, transport, mode: 'advisory', takesInSightings: false });
  const { path, query, body } = exampleCall(id, solutionProvider);
  const headerLists: string[] = [];
  const event = gatewayEvent({
    ...(path && {
      path: Object.fromEntries(Object.entries(path).map(([name, value]) => [name, encodeURIComponent(value)])),
    }),
    ...(query && { query }),
    ...(body !== undefined && { body }),
    headers: { 'Idempotency-Key': `once-${id}`, 'X-Actor': 'kim', 'X-Reason': 'asked' },
    caller: { ...defaultCaller, solutionProviders: [solutionProvider] },
  });
  event.headers = listed(event.headers, () => headerLists.push('headers'));
  event.multiValueHeaders = listed(event.multiValueHeaders, () => headerLists.push('multiValueHeaders'));
  // Reads the key.
  await rig.fingerprints.of({}, 'warm');
  let status = 0;
  const parses = await parsesOf(async () => ({ statusCode: status } = await rig.handle(id, event)));
  return {
    status,
    parses,
    headerLists,
    rig,
    asked: transport.sent.length,
    text: body === undefined ? '' : JSON.stringify(body),
  };
};

/** That a change is sensitive is told before it is made. */
const toldBeside: readonly string[] = ['contract-drift', 'sensitive-change'];

const hasFractions = (json: string): boolean => /[:,[]-?\d+\./.test(json);

it.each(operations.map(({ id }) => id))(
  '%s reads its headers once, every document once, and writes one line',
  async (id) => {
    const operation = operationById(id);
    const { status, parses, headerLists, rig, asked, text } = await counted(id);
    expect(headerLists).toEqual(['multiValueHeaders', 'headers']);
    // What a write is confirmed by is a call of its own.
    const own = rig.log.lines.filter(({ facts, message }) => facts.operation === id && !toldBeside.includes(message));
    expect(own).toEqual([]);
    const calls = rig.metrics.emitted.filter(({ line }) => line !== undefined);
    expect(calls.map(({ line }) => [line?.message, line?.facts.status])).toEqual([['operation-answered', status]]);
    expect(calls[0]?.line?.facts.upstream?.length).toBe(asked === 0 ? undefined : 1);
    expect(calls[0]?.values.UpstreamRequests).toBe(asked === 0 ? undefined : 1);
    if (status >= 300 || asked !== 1) return;
    const isWrite = operation.idempotency !== 'safe';
    const ofAnswer = isWrite && secretsOf(operation).pointers.length > 0 ? ['judged', 'kept'] : ['judged'];
    const keepsDigits = isWrite ? ['fingerprint', 'kept'] : [];
    const ofBody = text === '' ? [] : ['checked', ...(hasFractions(text) ? keepsDigits : [])];
    expect(parses).toBe([...ofBody, ...ofAnswer].length);
  },
);
