import fc from 'fast-check';
import * as z from 'zod';
import { operations } from '#operations/registry';
import type { Understood } from '../../../tools/simulator/dialects/dialect';
import { tincanBase, tincanDialect } from '../../../tools/simulator/dialects/tincan/tincan';
import { parsedJson } from '../../../tools/simulator/parsed-json';
import { tincanOperations } from '../../../tools/simulator/dialects/tincan/operations';
import { toTheirs } from '../../../tools/simulator/dialects/tincan/requests';
import type { TincanOperation } from '../../../tools/simulator/dialects/tincan/tincan-operation';

type OurRequest = Pick<Understood, 'path' | 'query' | 'body'>;

const dialect = tincanDialect(operations);

const understand = (method: string, url: URL, bodyText: string) =>
  dialect.understand({ method, url, bodyText, body: parsedJson(bodyText) });

/** A request through the edge: as text, and read again. */
const heard = (one: TincanOperation, request: Partial<OurRequest>): Understood => {
  const { method, path, bodyText } = toTheirs(one, request);
  const understood = understand(method, new URL(`http://simulator${tincanBase}${path}`), bodyText);
  if ('status' in understood) throw new Error(`${method} ${path} is not understood.`);
  return understood;
};

const digits = (length: number): fc.Arbitrary<string> => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
const number = fc.stringMatching(/^[2-9]\d{2}[2-9]\d{6}$/);
const filled = fc.string({ minLength: 1, unit: 'grapheme' });

/** Members whose values are not any text, by the end of their pointer. */
const values: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  subscriberNumber: number,
  newSubscriberNumber: number,
  billingTelephoneNumber: number,
  phoneNumber: number,
  billingAccountNumber: fc.oneof(digits(12), fc.constant('ABC-1')),
  portInId: digits(10).map((serial) => `PORT-${serial}`),
  portRequestNumber: digits(10).map((serial) => `PORT-${serial}`),
  batchId: digits(10).map((serial) => `PDP-${serial}`),
  sim: digits(20),
  requestId: digits(10).map((serial) => `ACT-${serial}`),
  priority: fc.constantFrom('regular', 'expedite'),
  effectiveDate: fc.constantFrom('immediate', 'nextBillingCycle', '2026-12-01'),
  subscriberStatus: fc.constantFrom('active', 'suspended', 'cancelled', 'ported-out'),
  mode: fc.constantFrom('system-assigned', 'chosen-npa-nxx', 'vanity'),
  note: fc.array(fc.record({ text: filled })),
  featureCodes: fc.array(filled),
  subscribers: fc.array(
    fc.record({ subscriberNumber: number, staticIp: filled }, { requiredKeys: ['subscriberNumber'] }),
  ),
};

const valueOf = (pointer: string): fc.Arbitrary<unknown> => values[pointer.split('/').at(-1)!] ?? filled;

const within = (document: unknown, [name, ...rest]: string[], value: unknown): unknown =>
  name === undefined
    ? value
    : {
        ...(document as object),
        [name]: within((document as Record<string, unknown> | undefined)?.[name], rest, value),
      };

const documentOf = (members: Readonly<Record<string, unknown>>): Partial<OurRequest> =>
  Object.entries(members).reduce<unknown>(
    (document, [pointer, value]) => within(document, pointer.split('/').slice(1), value),
    {},
  ) as Partial<OurRequest>;

/** Requests with any of the members the address takes, and with all that its path needs. */
const requestsOf = ({ request, mode }: TincanOperation): fc.Arbitrary<Partial<OurRequest>> => {
  const needed = request.filter(([, theirs]) => theirs.startsWith('/path/')).map(([ours]) => ours);
  const members = Object.fromEntries(request.map(([ours]) => [ours, valueOf(ours)]));
  return fc
    .record(members, { requiredKeys: needed })
    .map((chosen) => documentOf({ ...(chosen as object), ...mode?.ours }));
};

describe.each(tincanOperations.map((one) => [`${one.id} at ${one.method} ${one.path}`, one] as const))(
  '%s',
  (_, one) => {
    it('what is asked for is the same after it was said in Tincan’s words, and is said in the same way again', () => {
      fc.assert(
        fc.property(requestsOf(one), (request) => {
          const understood = heard(one, request);
          const { operation, path, query, body } = understood;
          expect([operation.id, operation.binding.method]).toEqual([one.id, one.method]);
          expect({ path, query, body }).toEqual({ path: {}, query: {}, body: undefined, ...request });
          expect(toTheirs(one, { path, query, body })).toEqual(toTheirs(one, request));
        }),
        { numRuns: 50 },
      );
    });

    it('every member of the body that the operation documents has a place', () => {
      const { request } = operations.find(({ id }) => id === one.id)!;
      const schema = 'body' in request ? z.toJSONSchema(request.body, { io: 'input', unrepresentable: 'any' }) : {};
      const places = new Set(one.request.map(([ours]) => ours));
      expect(leavesOf('/body', schema as JsonSchema).filter((pointer) => !places.has(pointer))).toEqual([]);
    });
  },
);

interface JsonSchema {
  properties?: Record<string, JsonSchema>;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  not?: unknown;
}

const leavesOf = (pointer: string, schema: JsonSchema): string[] => {
  const { properties, anyOf = [], oneOf = [], allOf = [], not } = schema;
  const inner = [...anyOf, ...oneOf, ...allOf].flatMap((one) => leavesOf(pointer, one));
  const members = Object.entries(properties ?? {}).flatMap(([name, one]) => leavesOf(`${pointer}/${name}`, one));
  if (not !== undefined || pointer === '/body') return [...inner, ...members];
  return inner.length + members.length > 0 ? [...inner, ...members] : [pointer];
};

it('numbers of lines and accounts are understood as text and as numbers, in any usual spelling', () => {
  for (const [ctn, ban] of [
    ['"+12125550120"', '6500012873000000027'],
    ['"(212) 555-0120"', '"6500012873000000027"'],
    ['12125550120', '"287300000002"'],
  ]) {
    const bodyText = `{"order":{"ctn":${ctn},"ban":${ban}}}`;
    const url = new URL(`http://simulator${tincanBase}/mobility/lnp/v7/orders`);
    expect(understand('POST', url, bodyText)).toMatchObject({
      body: { subscriberNumber: '2125550120', billingAccountNumber: '287300000002' },
    });
  }
});

it('at one address the transition says which operation is meant', () => {
  const ask = (bodyText: string): unknown =>
    understand('PUT', new URL(`http://simulator${tincanBase}/mobility/lines/2125550101/state`), bodyText);
  expect(ask('{"transition":"UNBAR"}')).toMatchObject({ operation: { id: 'resume-subscriber' } });
  expect(ask('{"transition":"resume"}')).toMatchObject({
    status: 200,
    body: { Fault: { faultcode: 'Client.Request' } },
  });
});
