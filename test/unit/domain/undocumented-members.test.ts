import * as z from 'zod';
import { undocumentedMembers } from '#domain/undocumented-members';

const address = z.looseObject({ street: z.string().optional(), zipCode: z.string().optional() });
const schema = z.looseObject({
  name: z.string(),
  address: address.optional(),
  sites: z.array(z.union([address, z.looseObject({ siteId: z.string() })])).optional(),
  anything: z.looseObject({}).optional(),
  map: z.record(z.string(), address).optional(),
});
const detail = 'is not documented; AT&T is sent it as it is';

describe('members that are not documented', () => {
  it('are told with where they are and the nearest name', () => {
    const body = {
      names: 'x',
      address: { zip_code: '1', extra: { street: '' } },
      sites: [{ siteId: '1' }, { stret: 'x' }, 'text', null],
      anything: { goes: 1 },
      map: { a: { b: 1 } },
      'a/b': 1,
    };
    expect(undocumentedMembers(schema, body)).toEqual([
      { pointer: '/names', detail, nearest: 'name' },
      { pointer: '/address/zip_code', detail, nearest: 'zipCode' },
      { pointer: '/address/extra', detail },
      { pointer: '/sites/1/stret', detail, nearest: 'street' },
      { pointer: '/a~1b', detail },
    ]);
  });

  it.each([
    [undefined, { a: 1 }],
    [schema, undefined],
    [schema, null],
    [schema, 'x'],
    [z.unknown(), { a: 1 }],
  ])('are none where nothing is documented or sent', (of, body) => expect(undocumentedMembers(of, body)).toEqual([]));

  it('are told of at most twenty times, and only those are compared', () => {
    const body = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`member${index}`, { deep: index }]));
    expect(undocumentedMembers(schema, body)).toHaveLength(20);
    expect(undocumentedMembers(schema, { sites: [body, body] })).toHaveLength(20);
  });
});
