import { TransportError } from '#att/transport';
import { Problem } from '#domain/problems/problems';
import { operations, type OperationId } from '#operations/registry';
import type { Settings } from '#platform/settings';
import { exampleCall } from '../../../tools/soak/example-call';
import { gatewayRig, solutionProvider, type Answer, type RigOptions } from '../../support/gateway-rig';
import { quickClient } from '../../support/quick-client';
import { simulatedAtt } from '../../../tools/simulator/in-process';
import { watchedClient } from '../../support/watched-client';

const writes = operations.filter(({ idempotency }) => idempotency !== 'safe').map(({ id }) => id);

interface Parts {
  path?: Record<string, string>;
  body?: unknown;
  key?: string;
  headers?: Record<string, string>;
}

/** What stands in the way of a write, or does not. */
interface World {
  options?: Partial<RigOptions>;
  /** What happened before. */
  before?: (rig: Rig, id: OperationId, parts: Parts) => Promise<unknown>;
  /** The call, where it is not that of the example. */
  parts?: (example: Parts) => Parts;
}

const cancelled = async ({ gateway }: Rig, _: OperationId, { path }: Parts): Promise<void> => {
  const number = path?.['subscriberNumber'];
  if (number === undefined) return;
  await gateway.call('cancel-subscriber', { path: { subscriberNumber: number }, body: {}, key: `cancel-${number}` });
};

const settings = (parts: Partial<Settings>): Partial<RigOptions> => ({ settings: parts });

const worlds: Record<string, World> = {
  'for the first time': {},
  'where what is unknown is let through': { options: { mode: 'advisory' } },
  'after it was made under another key': {
    options: { mode: 'advisory' },
    before: ({ gateway }, id, parts) => gateway.call(id, { ...parts, key: 'key-0' }),
  },
  'after it was made under the same key': {
    options: { mode: 'advisory' },
    before: ({ gateway }, id, parts) => gateway.call(id, parts),
  },
  'after another was made under the same key': {
    options: { mode: 'advisory' },
    before: ({ gateway }, id, parts) => gateway.call(id, parts),
    parts: (example) => ({ ...example, body: { ...(example.body as object | undefined), remarks: 'another' } }),
  },
  'while it is under way under the same key': {
    options: { mode: 'advisory' },
    before: async ({ gateway, att }, id, parts) => {
      att.stall();
      await att.stalledBy(gateway.call(id, parts));
    },
  },
  'while another of the same is under way': {
    options: { mode: 'advisory' },
    before: async ({ gateway, att }, id, parts) => {
      att.stall();
      await att.stalledBy(gateway.call(id, { ...parts, key: 'key-0' }));
    },
  },
  'of a version that is not there': {
    options: { mode: 'advisory' },
    parts: (example) => ({ ...example, headers: { 'If-Match': '"99"' } }),
  },
  'without who asks and why': { options: settings({ requireActorAndReason: true }) },
  'for another owner': {
    parts: (example) => ({ ...example, body: { ...(example.body as object), spId: 'SP-OTHER' } }),
  },
  'with a control character in its path': {
    options: { mode: 'advisory' },
    parts: ({ path, ...example }) => ({
      ...example,
      ...(path && { path: Object.fromEntries(Object.keys(path).map((name) => [name, 'a\u0001b'])) }),
    }),
  },
  'of a line that was changed too often': {
    options: { mode: 'advisory', lineChangeLimit: { changes: 1, hours: 24 } },
    before: ({ gateway }, id, parts) => gateway.call(id, { ...parts, key: 'key-0' }),
  },
  'of a line that is cancelled': { options: { mode: 'advisory' }, before: cancelled },
  'without credentials': {
    options: { mode: 'advisory', credentials: () => Promise.reject(new Problem('credentials-unavailable')) },
  },
  'while AT&T is out of reach': {
    options: { mode: 'advisory' },
    before: async ({ gateway, att }) => {
      att.fail();
      const query = { subscriberNumber: '2125550115' };
      for (let count = 0; count < 4; count += 1) await gateway.call('get-line-details', { query });
    },
  },
};

const rigOf = ({ options }: World) => {
  const client = watchedClient(quickClient());
  const att = moodyAtt();
  return { client, att, gateway: gatewayRig({ client, transport: att.transport, ...options }) };
};
type Rig = ReturnType<typeof rigOf>;

/** AT&T that can leave a call without an answer, or be out of reach. */
const moodyAtt = () => {
  const { transport, calls } = simulatedAtt();
  let mood: 'well' | 'stalling' | 'failing' = 'well';
  let stalled = Promise.withResolvers<undefined>();
  return {
    calls,
    transport: ((request, deadlineMs) => {
      if (mood === 'failing') return Promise.reject(new TransportError('connect', false));
      if (mood === 'well') return transport(request, deadlineMs);
      mood = 'well';
      stalled.resolve(undefined);
      return new Promise(() => undefined);
    }) satisfies RigOptions['transport'],
    stall: () => {
      mood = 'stalling';
      stalled = Promise.withResolvers();
    },
    /** @param call which a gate may refuse before AT&T is asked */
    stalledBy: async (call: Promise<unknown>) => {
      await Promise.race([stalled.promise, call]);
      mood = 'well';
    },
    fail: () => void (mood = 'failing'),
  };
};

const refused = new Set<string>();

describe.each(Object.entries(worlds))('a dry run %s', (_, world) => {
  it.each(writes)('says of %s what the call then says, and does nothing', async (id) => {
    const rig = rigOf(world);
    const { path, body } = exampleCall(id, solutionProvider);
    const example: Parts = {
      ...(path && { path: path }),
      ...(body !== undefined && { body }),
      key: 'key-1',
    };
    await world.before?.(rig, id, example);
    const parts = world.parts?.(example) ?? example;
    rig.client.rest();
    const asked = rig.att.calls.length;

    const dry = await rig.gateway.call(id, { ...parts, query: { validate: 'true' } });

    expect(rig.client.sent.filter((command) => !['GetItem', 'Query'].includes(command))).toEqual([]);
    expect(rig.att.calls).toHaveLength(asked);
    const real = await rig.gateway.call(id, parts);
    expect(told(dry)).toEqual(toldOf(real, rig.att.calls.length > asked));
    if (dry.status >= 400) refused.add(String(dry.body['code']));
  });
});

/** What a dry run said: a problem, or whether AT&T would be asked. */
const told = ({ status, body }: Answer): unknown => {
  if (status >= 400) return withoutId(body);
  const { valid, replayed, upstreamRequest } = body;
  return replayed === undefined ? { valid, isSent: upstreamRequest !== undefined } : { valid, replayed };
};

/** What it should have said of a call. */
const toldOf = ({ status, headers, body }: Answer, wasAsked: boolean): unknown => {
  if (wasAsked) return { valid: true, isSent: true };
  const isReplayed = headers['idempotency-replayed'] !== undefined || status === 202;
  return isReplayed
    ? { valid: status < 300, replayed: { request: headers['x-request-record'], status } }
    : withoutId(body);
};

/** A dry run has no record. */
const withoutId = ({ callId: _, request: _record, ...rest }: Record<string, unknown>): object => rest;

it('every gate has refused something', () => {
  expect([...refused].toSorted()).toEqual([
    'already-done',
    'credentials-unavailable',
    'idempotency-key-reused',
    'invalid-request',
    'precondition-failed',
    'request-in-progress',
    'step-not-allowed',
    'too-many-line-changes',
    'upstream-unavailable',
  ]);
});
