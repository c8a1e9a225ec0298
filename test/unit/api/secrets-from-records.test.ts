import { createHash, createHmac, type KeyObject } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { canonicalJson } from '#domain/json/canonical-json';
import { valueAt, withValueAt } from '#domain/json/json-pointer';
import { examplesOf, type OperationId, operations } from '#operations/registry';
import type { Fingerprints } from '#platform/data-keys/fingerprints';
import { dataKeys, fingerprintsOf, openCipher } from '../../support/data-keys';
import { dynaliteClient, tableName, type Client } from '../../support/dynalite-client';
import { wireAnswer } from '../../support/fakes';
import { gatewayRig } from '../../support/gateway-rig';
import { makeUpDate } from '../../support/made-up-date';
import { mobilityRig, portInBody, portInsAtAtt } from '../tracking/long-running/mobility-rig';

const itemsOf = async (client: Client): Promise<Record<string, unknown>[]> =>
  ((await client.send(new ScanCommand({ TableName: tableName }))).Items ?? []).map((item) => unmarshall(item));

describe('a six-digit PIN', () => {
  const bodyWith = (pin: string) =>
    portInBody('2125550300', { oldServiceProvider: { accountNumber: '900012345', pin } });
  const guesses = Array.from({ length: 10_000 }, (_, index) => String(480_000 + index));

  /** Whatever somebody who has the source and the table can make of a guess, with a key of his choice. */
  const madeOf = (pin: string, place: string, keys: readonly (string | KeyObject)[]): string[] => {
    const body = canonicalJson(JSON.stringify(bodyWith('guessed'))).replace('guessed', pin);
    const request = `{"body":${body},"path":{},"query":{}}`;
    const texts = [pin, body, request, JSON.stringify([place, request]), place + request];
    return texts.flatMap((text) =>
      [createHash('sha256'), ...keys.map((key) => createHmac('sha256', key))].flatMap((hash) => {
        const digest = hash.update(text).digest();
        return [digest.toString('hex'), digest.toString('base64url')];
      }),
    );
  };

  /** Every guess of which the table has something that is made of it. */
  const foundIn = (
    items: object[],
    place: string,
    keys: readonly (string | KeyObject)[],
    among = guesses,
  ): string[] => {
    const words = new Set(JSON.stringify(items).match(/[\w-]{40,}/g));
    return among.filter((pin) => madeOf(pin, place, keys).some((text) => words.has(text)));
  };

  it('cannot be found from what is stored of the port-in it was sent with, but by whoever has the key', async () => {
    const rig = await mobilityRig(portInsAtAtt());
    const { status, headers } = await rig.call('request-port-in', { body: bodyWith('482913'), key: 'first' });
    expect(status).toBe(201);
    const requestId = String(headers['x-request-record']).split('/').at(-1)!;
    const items = await itemsOf(rig.client);
    expect(items.map(({ bodyHash }) => bodyHash)).toContainEqual(expect.stringMatching(/^1\.[\w-]{43}$/));
    expect(foundIn(items, requestId, ['', requestId, '1'])).toEqual([]);
    const near = guesses.slice(2_900, 2_930);
    // The search itself works: a plain hash would be found, and so is this one with the tenant’s key.
    expect(foundIn([{ old: madeOf('482913', requestId, [])[4] }], requestId, [], near)).toEqual(['482913']);
    const { key } = await dataKeys('fingerprints').current();
    expect(foundIn(items, requestId, [key], near)).toEqual(['482913']);
  });
});

/** Writes whose request or answer may hold a secret, each with an example that has a body to put it in. */
const withSecrets = operations.flatMap((operation) => {
  const {
    id,
    idempotency,
    secretMembers = [],
  }: { id: OperationId; idempotency: string; secretMembers?: readonly `/${string}`[] } = operation;
  if (secretMembers.length === 0) return [];
  const examples = examplesOf[id];
  const example =
    examples.find(({ request }) => secretMembers.some((at) => valueAt(request.body, at) !== undefined)) ??
    examples.find(({ request }) => request.body !== undefined);
  return idempotency !== 'safe' && example ? [{ id, secretMembers, example }] : [];
});
type Write = (typeof withSecrets)[number];

/** What is stored of a write by a process of its own, and what it said: AT&T repeats the secrets wherever it can. */
const tracesOf = async (
  { id, secretMembers, example }: Write,
  made: readonly string[],
  fingerprints: Fingerprints,
  status: number,
) => {
  const { path = {}, body } = example.request;
  const secrets = made.slice(0, secretMembers.length);
  const told = secrets.map((secret) => `The PIN ${secret} is wrong`).join('. ');
  const put = (document: unknown): object =>
    secretMembers.reduce<unknown>((whole, at, index) => withValueAt(whole, at, secrets[index]), document) as object;
  const client = await dynaliteClient();
  const transport = () =>
    Promise.resolve(
      status < 300
        ? wireAnswer(status, { ...put(example.answer.body), note: [{ text: told }], stateReason: told })
        : wireAnswer(status, { code: 'BAD', message: told }),
    );
  const rig = gatewayRig({ client, transport, fingerprints, answerCipher: openCipher });
  const wrongPlace = Object.fromEntries(
    secretMembers.map((at, index) => [at.slice(at.lastIndexOf('/') + 1), secrets[index]]),
  );
  const sent = { ...put(body), misplaced: wrongPlace, note: [{ text: `He says the PIN is ${secrets[0]}.` }] };
  const answer = await rig.call(id, { path, body: sent, key: 'key-1' });
  const items = await itemsOf(client);
  expect(items.length).toBeGreaterThan(0);
  return {
    status: answer.status,
    items: items.map(withoutRandom),
    said: withoutRandom([rig.log.lines, rig.metrics.emitted]),
  };
};

/** Without what is another at each call, whatever it is about. */
const withoutRandom = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, member: unknown) =>
      member instanceof Uint8Array ? Buffer.from(member).toString() : member,
    )
      .replaceAll(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, 'random')
      .replaceAll(/"(durationMs)":\d+/g, '"$1":0'),
  );

describe('what is stored and logged of a write', () => {
  beforeAll(() => makeUpDate());
  afterAll(() => jest.useRealTimers());

  const constant: Fingerprints = { of: () => Promise.resolve('1.same'), matches: () => Promise.resolve(true) };
  const secret = fc.integer({ min: 4_100_037, max: 9_999_999 }).map(String);
  const some = fc.tuple(secret, secret, secret);
  const cases = withSecrets.flatMap((write) => [200, 400, 500].map((status) => [write.id, status, write] as const));

  it('is looked at for every operation with secret members', () => {
    const declared = operations.filter((operation) => 'secretMembers' in operation && operation.request.body);
    expect(declared.length).toBeGreaterThan(2);
    expect(withSecrets.map(({ id }) => id)).toEqual(declared.map(({ id }) => id));
  });

  it.each(cases)(
    '%s, answered with %i, does not depend on its secret members but through the key',
    async (_, status, write) => {
      await fc.assert(
        fc.asyncProperty(some, some, async (one, other) => {
          const traces = await tracesOf(write, one, constant, status);
          expect(await tracesOf(write, other, constant, status)).toEqual(traces);
          for (const text of one.slice(0, write.secretMembers.length))
            expect(JSON.stringify(traces)).not.toContain(text);
          // With a key, only the fingerprint is another.
          const keyed = await tracesOf(write, other, fingerprintsOf(), status);
          expect(keyed.items.map((item) => ({ ...(item as object), bodyHash: 'x' }))).toEqual(
            traces.items.map((item) => ({ ...(item as object), bodyHash: 'x' })),
          );
        }),
        { numRuns: 3, seed: 20_261_102 },
      );
    },
  );
});

it('an answer of a shape that the tenant states is kept without the secrets in what the statement leaves out', async () => {
  const client = await dynaliteClient();
  const written = {
    Result: { Ref: 'PORT-1' },
    beside: { pin: 'canary-1', note: 'The PIN is 864213.' },
  };
  const answer = { members: { '/id': '/Result/Ref' }, done: [{ '/Result/Ref': true as const }] };
  const transport = () => Promise.resolve(wireAnswer(200, written));
  const rig = gatewayRig({ client, transport, contract: { 'request-port-in': { answer } }, mode: 'advisory' });
  const { status, body } = await rig.call('request-port-in', { body: portInBody('2125550344', {}), key: 'stated' });
  expect([status, body]).toEqual([200, written]);
  const kept = (await itemsOf(client)).filter(({ response }) => response !== undefined);
  expect(kept).toHaveLength(1);
  expect(JSON.stringify(await itemsOf(client))).not.toMatch(/canary|864213/);
});
