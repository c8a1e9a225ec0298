import * as z from 'zod';
import { parseRequest } from '#api/parse-request';
import type { Operation } from '#domain/define-operation';
import { passesUnknownParameters } from '#domain/passes-unknown-parameters';
import { operationById, operations } from '#operations/registry';
import { ownRoutes } from '#routes/registry';
import { describeOperation } from '../../../tools/openapi/describe-operation';
import { exampleCall } from '../../../tools/soak/example-call';
import { gatewayEvent } from '../../support/gateway-event';
import { problemOf } from '../../support/problem-of';
import { ownRoutesRig, type OwnRoutesRig } from '../../support/own-routes';

let rig: OwnRoutesRig;
beforeAll(async () => {
  rig = await ownRoutesRig();
});

const errorsOf = async (id: string, query: Record<string, string>): Promise<unknown> => {
  const { status, body } = await rig.call(id, { query });
  expect({ status, ...body }).toMatchObject({ status: 400, code: 'invalid-request' });
  return body['errors'];
};

const own = ownRoutes.map((route) => [route.id, route] as const);

/** What an enumerated parameter takes; nothing of another. */
const valuesOf = (schema: z.ZodType): readonly string[] => {
  const { enum: values = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return values.filter((value) => typeof value === 'string');
};

describe('a query parameter that an operation of AT&T’s does not know', () => {
  const reads = operations.filter(({ idempotency, request }) => idempotency === 'safe' && 'query' in request);
  it.each(reads.map((operation) => [operation.id, operation] as const))(
    '%s: is passed on where the address is not published, and the document says so',
    (id, operation) => {
      expect(operation.binding.provenance).not.toBe('published');
      const query = { ...exampleCall(id, 'SP-A').query, colour: 'red' };
      expect(parseRequest(operation, gatewayEvent({ method: 'GET', query })).query).toMatchObject({ colour: 'red' });
      expect(describeOperation(operation)['description']).toContain('passed on as it is');
    },
  );

  it('is refused where it is', () => {
    const operation: Operation = operationById('list-subscribers');
    const published = { ...operation, binding: { ...operation.binding, provenance: 'published' as const } };
    const event = gatewayEvent({ method: 'GET', query: { colour: 'red', subscriberStatuses: 'active' } });
    expect(problemOf(() => parseRequest(published, event)).details.errors).toEqual([
      { parameter: 'query colour', detail: expect.stringMatching(/^is not a parameter of this operation, which takes/) as unknown }, // prettier-ignore
      { parameter: 'query subscriberStatuses', detail: expect.stringMatching(/did you mean `subscriberStatus`/) as unknown }, // prettier-ignore
    ]);
    expect(passesUnknownParameters(published)).toBe(false);
  });
});

describe('a query parameter that a route does not know', () => {
  it.each(own)('%s: is refused by name', async (id, { request: { query } }) => {
    const detail = expect.stringMatching(/^is not a parameter of this operation/) as unknown;
    expect(await errorsOf(id, { colour: 'red' })).toContainEqual({ parameter: 'query colour', detail });
    for (const name of Object.keys(query?.shape ?? {}))
      expect(await errorsOf(id, { [`${name}s`]: 'a' })).toContainEqual({
        parameter: `query ${name}s`,
        detail: expect.stringContaining(`did you mean \`${name}\`?`) as unknown,
      });
  });

  const reads = own.filter(([, { method }]) => method === 'GET');
  it.each(reads)('%s: is `validate` as well, because a read changes nothing anyway', async (id) => {
    expect(await errorsOf(id, { validate: 'true' })).toContainEqual(
      expect.objectContaining({ parameter: 'query validate' }),
    );
  });

  it('names what the route takes', async () => {
    expect(await errorsOf('list-tracked-orders', { status: 'x' })).toEqual([
      {
        parameter: 'query status',
        detail: expect.stringMatching(/^is not a parameter of this operation, which takes `state`.*`cursor`; did you mean `state`\?$/), // prettier-ignore
      },
    ]);
  });

  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
    'is refused when it is called %s',
    async (name) => {
      const query = JSON.parse(`{"${name}":"1"}`) as Record<string, string>;
      expect(await errorsOf('list-tracked-orders', query)).toMatchObject([{ parameter: `query ${name}` }]);
    },
  );
});

describe('a value that a parameter does not take', () => {
  const enumerated = own.flatMap(
    ([
      id,
      {
        request: { query },
      },
    ]) =>
      Object.entries<z.ZodType>(query?.shape ?? {}).flatMap(([name, schema]) =>
        valuesOf(schema).length > 0 ? [[id, name, valuesOf(schema)] as const] : [],
      ),
  );

  it.each(enumerated)('%s: %s is refused, and the nearest value named', async (id, name, values) => {
    for (const value of values)
      expect(await errorsOf(id, { [name]: `${value}z` })).toContainEqual({
        parameter: `query ${name}`,
        detail: expect.stringMatching(new RegExp(`${value}.*; did you mean \\\`${value}\\\`\\?$`)) as unknown,
      });
    expect(JSON.stringify(await errorsOf(id, { [name]: 'qqqqqqqqqqqq' }))).not.toContain('did you mean');
  });

  it('is refused of operations on every list that has them', () => {
    const withOperations = enumerated.filter(([, name]) => name === 'operation').map(([id]) => id);
    expect(withOperations.toSorted()).toEqual(['create-bulk-write', 'list-bulk-writes', 'list-requests']);
  });
});
