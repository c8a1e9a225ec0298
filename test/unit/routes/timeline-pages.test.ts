import { orderKey } from '#tracking/order/tracked-order';
import { fill, growing } from '../../support/grown-timelines';
import { ownRoutesRig } from '../../support/own-routes';

const quoteId = '0Q0dx000002UEnZCAW';

/** @param filled entries that are there before the steps */
const grownRig = async (kind: string, steps: number, filled = 1) => {
  const rig = await ownRoutesRig();
  const one = growing(rig.table, rig.clock.now)[kind]!;
  await one.make();
  await fill(rig.table, one.key, filled);
  const grow = async (step: number) => {
    rig.clock.advance(1_000);
    await one.grow(step);
  };
  for (let step = 1; step <= steps; step += 1) await grow(step);
  return { ...rig, grow };
};

describe.each([
  ['order', 'get-tracked-order', { quoteId }],
  ['port-in', 'get-tracked-port-in', { id: '4711' }],
])('the timeline of a %s', (kind, route, path) => {
  it('is shown from its end, in pages that lead to all of it while it grows', async () => {
    const { call, grow } = await grownRig(kind, 61, 100);
    const pages: object[][] = [];
    let query: Record<string, string> = {};
    for (;;) {
      const { status, body } = await call(route, { path, query });
      expect(status).toBe(200);
      expect(body['version']).toBe(161 + pages.length);
      expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThan(60_000);
      pages.unshift(body['timeline'] as object[]);
      if (body['earlierEntries'] === undefined) break;
      const next = new URL(body['earlierEntries'] as string, 'https://gateway.example.com');
      expect(next.pathname).toBe(`/v1/tracking/${kind}s/${Object.values(path)[0]}`);
      query = Object.fromEntries(next.searchParams);
      await grow(100 + pages.length);
    }
    expect(pages.map(({ length }) => length)).toEqual([11, 50, 50, 50]);
    const all = pages.flat() as { at: string }[];
    expect(new Set(all.map((entry) => JSON.stringify(entry))).size).toBe(161);
    expect(all.map(({ at }) => at)).toEqual(all.map(({ at }) => at).toSorted());
  });

  it.each(['0', '-1', 'x', '1.5'])('has no page before %s', async (timelineBefore) => {
    const { call } = await grownRig(kind, 1);
    expect((await call(route, { path, query: { timelineBefore } })).body).toMatchObject({ code: 'invalid-request' });
  });

  it('has nothing before its first entry, and all of it before one there is none of', async () => {
    const { call } = await grownRig(kind, 3);
    expect((await call(route, { path, query: { timelineBefore: '1' } })).body['timeline']).toEqual([]);
    const { body } = await call(route, { path, query: { timelineBefore: '999' } });
    expect(body['timeline']).toHaveLength(4);
  });
});

describe('an order whose oldest entries have moved', () => {
  const path = { quoteId };
  const body = { fact: 'credit', value: 'approved' };

  it('is changed of the version that was read, and of no other', async () => {
    const { call } = await grownRig('order', 31, 100);
    for (const stale of ['"130"', '"132"', '"31"', '"106"'])
      expect((await call('attest-order-fact', { path, body, headers: { 'If-Match': stale } })).status).toBe(412);
    const changed = await call('attest-order-fact', { path, body, headers: { 'If-Match': '"131"' } });
    expect(changed).toMatchObject({ status: 200, body: { version: 132 } });
  });

  it('gives up the ids of an attestation that was retracted long ago', async () => {
    const { call, grow, table } = await grownRig('order', 1);
    const ids = { fact: 'order', value: 'created', orderId: '801-1', subOrderIds: ['801-2'] };
    expect((await call('attest-order-fact', { path, body: ids })).status).toBe(200);
    const retracted = { fact: 'order', actor: 'Kim Example', reason: 'Another quote.' };
    expect((await call('retract-attestation', { path, body: retracted })).status).toBe(200);
    await fill(table, orderKey('SP-A', quoteId), 100);
    for (let step = 2; step <= 4; step += 1) await grow(step);
    const other = { path: { quoteId: '0Q0-other' }, body: { ...ids, program: 'apex' } };
    expect((await call('attest-order-fact', other)).body).toMatchObject({ subOrderIds: ['801-2'] });
  });
});
