import { ownRoutes } from '#routes/registry';
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
