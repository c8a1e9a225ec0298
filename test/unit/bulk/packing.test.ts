import { packRows } from '#bulk/pack-rows';
import { operation as provisionPdp } from '#operations/provision-pdp/operation';
import { bulkRig } from '../../support/bulk-rig';
import { numbersOf } from '../../support/bulk-writes';

const rowOf = (subscriberNumber: string, apn = 'fleet.example.com', more: object = {}) => ({
  body: { apn, subscribers: [{ subscriberNumber }], ...more },
});

const contentOf = ({ body }: ReturnType<typeof rowOf>) => ({ pathParameters: {}, body: JSON.stringify(body) });

describe('packing', () => {
  it('puts rows that differ only in their one element into calls of ten', () => {
    const numbers = numbersOf(25);
    const calls = packRows(
      numbers.map((number) => contentOf(rowOf(number))),
      provisionPdp.packs,
    );
    expect(calls.map(({ rows }) => rows.length)).toEqual([10, 10, 5]);
    expect(calls.flatMap(({ rows }) => rows.map(({ row }) => row))).toEqual(numbers.map((_, index) => index));
    const packed = calls.map(
      ({ body }) => JSON.parse(body!) as { apn: string; subscribers: { subscriberNumber: string }[] },
    );
    expect(packed.flatMap(({ subscribers }) => subscribers.map(({ subscriberNumber }) => subscriberNumber))).toEqual(
      numbers,
    );
    for (const { apn } of packed) expect(apn).toBe('fleet.example.com');
  });

  it('keeps apart what is not equal, and leaves alone what names several or none', () => {
    const rows = [
      rowOf('1', 'a.example.com'),
      rowOf('2', 'b.example.com'),
      rowOf('3', 'a.example.com'),
      rowOf('4', 'a.example.com', { note: 'other' }),
      { body: { apn: 'a.example.com', subscribers: [{ subscriberNumber: '5' }, { subscriberNumber: '6' }] } },
      { body: { apn: 'a.example.com', subscribers: [] } },
    ];
    const calls = packRows(rows.map(contentOf), provisionPdp.packs);
    expect(calls.map((call) => call.rows.map(({ row }) => row))).toEqual([[0, 2], [1], [3], [4], [5]]);
    expect(calls[2]!.body).toBe(JSON.stringify(rows[3]!.body));
  });

  it('does not round numbers', () => {
    const content = { pathParameters: {}, body: '{"subscribers":[{"n":1.10}],"x":12345678901234567890}' };
    const [call] = packRows([content, { ...content, body: content.body.replace('1.10', '2.0') }], provisionPdp.packs);
    expect(call!.body).toBe('{"subscribers":[{"n":1.10},{"n":2.0}],"x":12345678901234567890}');
  });

  it('is not done where the operation declares none', () => {
    expect(packRows([contentOf(rowOf('1')), contentOf(rowOf('2'))], undefined)).toHaveLength(2);
  });
});

describe('a bulk write of PDP batches', () => {
  it('asks AT&T for at most ten lines at a time, and gives each row its own result', async () => {
    const rig = await bulkRig();
    const numbers = numbersOf(25);
    rig.seedLines(numbers);
    const rows = numbers.map((number) => ({ reference: number, ...rowOf(number, 'lab.example.com') }));
    const submitted = await rig.submit({ body: { operation: 'provision-pdp', rows } });
    expect(submitted.body).toMatchObject({ rows: 25, calls: 3 });
    const id = String(submitted.body['id']);
    await rig.run();
    const sizes = rig.att.calls.map(({ body }) => (body as { subscribers: unknown[] }).subscribers.length);
    expect(sizes.toSorted((a, b) => b - a)).toEqual([10, 10, 5]);
    expect(await rig.look(id)).toMatchObject({ state: 'finished', settled: 25, counts: { succeeded: 25 } });
    const views = await rig.rows(id);
    expect(views).toHaveLength(25);
    for (const { reference, answer, state } of views) {
      expect({ state, answer }).toMatchObject({
        state: 'succeeded',
        answer: { subscriberNumber: reference, ipReservation: 'pending' },
      });
    }
    expect(new Set(views.map(({ request }) => request)).size).toBe(3);
    // Pages end within a call.
    const page = (await rig.rowPage(id, { query: { limit: '12' } })).body;
    const next = (await rig.rowPage(id, { query: { limit: '3', cursor: String(page['nextCursor']) } })).body;
    expect(next['rows']).toMatchObject([{ row: 12 }, { row: 13 }, { row: 14 }]);
  });

  it('says of each row what is wrong with it, and of all what is wrong with all', async () => {
    const rig = await bulkRig();
    const [first, second] = numbersOf(2);
    const rows = [rowOf(first!), rowOf('12'), rowOf(second!), rowOf(first!)];
    expect((await rig.submit({ body: { operation: 'provision-pdp', rows } })).body).toMatchObject({
      errors: [
        { pointer: '/rows/1/body/subscribers/0/subscriberNumber', detail: expect.any(String) },
        { pointer: '/rows/3/body/subscribers/0/subscriberNumber', detail: 'is in this batch already' },
      ],
    });
    const all = [rowOf(first!, '-'), rowOf(second!, '-')];
    expect((await rig.submit({ body: { operation: 'provision-pdp', rows: all } })).body).toMatchObject({
      errors: [{ pointer: '/rows/0/body/apn' }, { pointer: '/rows/1/body/apn' }],
    });
  });
});
