import fc from 'fast-check';
import { createTransport, type Transport } from '#att/transport';
import type { Operation } from '#domain/define-operation';
import { operationById, operations, type OperationId } from '#operations/registry';
import { startSimulator, type Simulator } from '../../tools/simulator/simulator';
import { exampleCall } from '../../tools/soak/example-call';
import { dynaliteClient } from '../support/dynalite-client';
import { gatewayEvent } from '../support/gateway-event';
import { gatewayRig, solutionProvider } from '../support/gateway-rig';
import { spellings } from '../support/made-up-dialect';
import { control, requestsOf } from '../support/simulator-client';

let simulator: Simulator;
let transport: Transport;
beforeAll(async () => {
  simulator = await startSimulator();
  const real = createTransport(Date.now);
  // The gateway is bound to a made-up host; the simulator listens at another.
  transport = (request, deadlineMs) =>
    real({ ...request, url: new URL(request.url.pathname + request.url.search, simulator.url) }, deadlineMs);
});
beforeEach(() => control(simulator, 'POST reset'));
afterAll(() => simulator.close());

const aGateway = async () =>
  gatewayRig({ client: await dynaliteClient(), transport, mode: 'advisory', takesInSightings: false });

/** What AT&T’s double received of an operation, and no more than that. */
const receivedOf = async (id: string) => (await requestsOf(simulator)).filter(({ operation }) => operation === id);

const sensitiveHeaders = { 'x-actor': 'agent-7', 'x-reason': 'asked for by the customer' };

const withBody: Operation[] = operations.filter((operation: Operation) => operation.request.body !== undefined);

/** What the binding has AT&T get beside the caller’s text: behind its last member. */
const withMembers = (text: string, { binding }: Operation, parameters: Record<string, string>): string => {
  const members = Object.entries(binding.bodyMembers ?? {}).map(
    ([name, value]) =>
      `,${JSON.stringify(name)}:${JSON.stringify(value.replace(/\{(\w+)\}/, (_, of: string) => parameters[of]!))}`,
  );
  const end = text.lastIndexOf('}');
  return members.length === 0 ? text : text.slice(0, end) + members.join('') + text.slice(end);
};

describe('a body reaches AT&T byte for byte', () => {
  it('of operations of every kind: read or write, an object or a list, with members of the binding’s or without', () => {
    const kinds = withBody.map(({ idempotency, request, binding }) =>
      [idempotency === 'safe' ? 'read' : 'write', request.body!.type, binding.bodyMembers ? 'with' : 'without'].join(
        ' ',
      ),
    );
    expect([...new Set(kinds)].toSorted()).toEqual([
      'read array without',
      'read object without',
      'write object with',
      'write object without',
      'write union without',
    ]);
  });

  // No operation is left out: those that change the body put members behind the caller’s text.
  it.each(withBody.map(({ id }) => id))('of %s', async (id) => {
    const operation: Operation = operationById(id as OperationId);
    const { path = {}, query, body } = exampleCall(id as OperationId, solutionProvider);
    const isWrite = operation.idempotency !== 'safe';
    await fc.assert(
      fc.asyncProperty(spellings, async (spell) => {
        await control(simulator, 'POST reset');
        const rig = await aGateway();
        const text = spell(body as object);
        const call = (written: string) =>
          rig.call(id as OperationId, {
            path,
            ...(query && { query }),
            body: written,
            key: 'k-1',
            headers: sensitiveHeaders,
          });
        const { status } = await call(text);
        const [received, ...others] = await receivedOf(id);
        expect({ status, others }).toEqual({ status: expect.any(Number) as unknown, others: [] });
        const expected = withMembers(text, operation, path);
        expect(received?.bodyText).toBe(expected);
        expect(received?.headers['content-length']).toBe(String(Buffer.byteLength(expected)));
        // With other blanks it is the same request.
        await call(`\n${text} `);
        if (isWrite && status < 300) expect(await receivedOf(id)).toHaveLength(1);
      }),
      { numRuns: 4 },
    );
  });

  it('whether API Gateway hands it over as text or as bytes; of a byte order mark alone it gets none', async () => {
    const text = '{ "accountName": "T\\u00e9x\\/as ü 😀", "address": {"city":"Houston"},\r\n"n": 1E2 }\n';
    for (const [body, isBase64Encoded] of [
      [text, false],
      [`\uFEFF${text}`, false],
      [Buffer.from(text).toString('base64'), true],
      [Buffer.from(`\uFEFF${text}`).toString('base64'), true],
    ] as const) {
      await control(simulator, 'POST reset');
      const rig = await aGateway();
      const caller = { solutionProviders: [solutionProvider] };
      await rig.handle('alliance-look-up-end-customer', gatewayEvent({ body, isBase64Encoded, caller }));
      const received = await receivedOf('alliance-look-up-end-customer');
      expect(received.map(({ bodyText }) => bodyText)).toEqual([text]);
    }
  });

  it('but for a member that is given twice: the one that was checked is sent', async () => {
    const rig = await aGateway();
    await rig.call('alliance-look-up-end-customer', {
      body: '{ "accountName": "Texas", "address": {"city":"Houston", "city":"Austin", "n":1.0} }',
    });
    const received = await receivedOf('alliance-look-up-end-customer');
    expect(received.map(({ bodyText }) => bodyText)).toEqual([
      '{"accountName":"Texas","address":{"city":"Austin","n":1.0}}',
    ]);
  });
});

describe('parameters of the query reach AT&T as they are meant, percent-encoded anew', () => {
  const passed = {
    'list-subscribers': fc.stringMatching(/^[0-9A-Za-z_ :,+-]{1,40}$/),
    'alliance-get-order-status': fc.stringMatching(/^[A-Za-zÀ-ÿ一-龯&=#?%+;/~*'"\u{1F600}-\u{1F64F} ]{1,40}$/u),
  };

  it.each<[keyof typeof passed, string, Record<string, string>]>([
    ['list-subscribers', 'x-any_name.2', { billingAccountNumber: '287300000002' }],
    ['alliance-get-order-status', 'businessAccountName', { externalIdentifierId: '801050000005b5B' }],
  ])('of %s', async (id, name, others) => {
    const rig = await aGateway();
    await fc.assert(
      fc.asyncProperty(passed[id], async (value) => {
        await control(simulator, 'POST reset');
        const query = { ...others, [name]: value };
        await rig.call(id, { query });
        const [received] = await receivedOf(id);
        const written = (received?.path ?? '').split('?')[1] ?? '';
        expect(written.split('&').map((pair) => pair.split('=').map(decodeURIComponent))).toEqual(
          Object.entries(query),
        );
        expect(written).toMatch(/^[\w.!~*'()%=&-]+$/);
      }),
      { numRuns: 60 },
    );
  });
});
