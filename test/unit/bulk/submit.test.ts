import { mostRows } from '#bulk/bulk-write';
import { bulkRig, type BulkRig } from '../../support/bulk-rig';
import { numbersOf, planChanges } from '../../support/bulk-writes';
import { watchedClient } from '../../support/watched-client';
import { dynaliteClient } from '../../support/dynalite-client';

const body = planChanges(numbersOf(3));

/** Nothing was stored, and AT&T was not asked. */
const expectNothing = async (rig: BulkRig): Promise<void> => {
  expect(await rig.dump()).toBe('');
  expect(rig.started.size).toBe(0);
  expect(rig.att.calls).toEqual([]);
};

describe('submitting', () => {
  it('is answered with where to look, and the same key stands for the same bulk write', async () => {
    const rig = await bulkRig();
    const first = await rig.submit({ body });
    expect(first).toMatchObject({ status: 202, body: { state: 'running', rows: 3, calls: 3 } });
    expect(first.headers['location']).toBe(`/v1/bulk-writes/${String(first.body['id'])}`);
    expect((await rig.submit({ body })).body).toEqual(first.body);
    expect((await rig.submit({ body, key: 'key-2' })).body['id']).not.toBe(first.body['id']);
    expect((await rig.submit({ body: planChanges(numbersOf(2)) })).body).toMatchObject({
      code: 'idempotency-key-reused',
    });
    expect((await rig.submitWithoutKey({ body })).body).toMatchObject({ code: 'idempotency-key-required' });
    const { bulkWrites } = (await rig.list()).body;
    expect(bulkWrites).toHaveLength(2);
    expect((await rig.list({ solutionProvider: 'SP-B' })).body).toEqual({ bulkWrites: [] });
    expect(await rig.look(String(first.body['id']), { solutionProvider: 'SP-B' })).toMatchObject({
      code: 'bulk-write-not-found',
    });
  });

  it('needs the scope of the operation beside its own', async () => {
    const rig = await bulkRig();
    for (const scopes of [['bulk:write'], ['bulk:write', 'ordering:write'], ['mobility:write']] as const) {
      expect(await rig.submit({ body, scopes })).toMatchObject({ status: 403, body: { code: 'scope-not-granted' } });
    }
    await expectNothing(rig);
  });

  it('only checks when asked to: nothing is stored or sent', async () => {
    const rig = await bulkRig();
    const valid = { valid: true, operation: 'change-rate-plan', rows: 3, calls: 3, problems: [], warnings: [] };
    expect((await rig.submit({ body, query: { validate: 'true' } })).body).toEqual(valid);
    expect((await rig.submit({ body, headers: { Prefer: 'handling=validate' } })).body).toEqual(valid);
    const rows = [body.rows[0]!, { reference: 'bad', pathParameters: { subscriberNumber: '12' }, body: {} }];
    expect((await rig.submit({ body: { ...body, rows }, query: { validate: 'true' } })).body).toMatchObject({
      valid: false,
      rows: 2,
      problems: [
        {
          row: 1,
          reference: 'bad',
          errors: expect.arrayContaining([
            { pointer: '/rows/1/pathParameters/subscriberNumber', detail: expect.any(String) },
            { pointer: '/rows/1/body/ratePlanCode', detail: 'is required' },
          ]),
        },
      ],
    });
    await expectNothing(rig);
  });

  it.each(['1', 'True', 'yes', ''])('is not carried out when it is asked to validate by “%s”', async (validate) => {
    const rig = await bulkRig();
    expect(await rig.submit({ body, query: { validate } })).toMatchObject({
      status: 400,
      body: { errors: [{ parameter: 'query validate' }] },
    });
    await expectNothing(rig);
  });

  it('needs no body in rows whose operation has one without a member of its own', async () => {
    const rig = await bulkRig();
    const csv = '{portInId}\nPORT-8172105260\n';
    const query = { operation: 'cancel-port-in', validate: 'true' };
    const json = { operation: 'cancel-port-in', rows: [{ pathParameters: { portInId: 'PORT-8172105260' } }] };
    const checked = await rig.submit({ csv, query });
    expect(checked.body).toMatchObject({ valid: true });
    expect((await rig.submit({ body: json, query: { validate: 'true' } })).body).toEqual(checked.body);
  });

  it('is told which operations there are, and which was perhaps meant', async () => {
    const rig = await bulkRig();
    const detail = expect.stringMatching(/apex-create-quote, .*; did you mean `change-rate-plan`\?$/) as unknown;
    const operation = 'changeRatePlans';
    expect((await rig.submit({ body: { ...body, operation } })).body).toMatchObject({ errors: [{ detail }] });
    expect((await rig.submit({ csv: 'a\n1\n', query: { operation } })).body).toMatchObject({ errors: [{ detail }] });
  });

  it('has to be UTF-8', async () => {
    const rig = await bulkRig();
    const csv = '{subscriberNumber},/name/firstName\n2125550115,Ren\uFFFD\n';
    const query = { operation: 'update-subscriber-information' };
    expect((await rig.submit({ csv, query })).body).toMatchObject({ errors: [{ detail: 'is not encoded in UTF-8' }] });
  });

  it('is refused as a whole when a row is not valid', async () => {
    const rig = await bulkRig();
    const rows = [...body.rows, { pathParameters: { subscriberNumber: '2125550113' }, body: { ratePlanCode: 7 } }];
    const { status, body: refusal } = await rig.submit({ body: { ...body, rows } });
    expect(status).toBe(400);
    expect(refusal).toMatchObject({
      code: 'invalid-request',
      errors: [{ pointer: '/rows/3/body/ratePlanCode', detail: expect.any(String) }],
    });
    await expectNothing(rig);
  });

  it.each([
    ['an operation that only reads', { ...body, operation: 'get-port-in' }, '/operation'],
    ['no operation of ours', { ...body, operation: 'constructor' }, '/operation'],
    ['a misspelt operation', { ...body, operation: 'change-rateplan' }, '/operation'],
    ['no rows', { ...body, rows: [] }, '/rows'],
    ['a member nobody knows', { ...body, rows: [{ ...body.rows[0], bdoy: {} }] }, '/rows/0/bdoy'],
    [
      'a path parameter the operation does not have',
      { ...body, rows: [{ ...body.rows[0], pathParameters: { number: '1' } }] },
      '/rows/0/pathParameters/number',
    ],
  ])('refuses %s', async (_, wrong, pointer) => {
    const rig = await bulkRig();
    expect((await rig.submit({ body: wrong })).body).toMatchObject({ code: 'invalid-request', errors: [{ pointer }] });
    await expectNothing(rig);
  });

  it('has limits, and says which', async () => {
    const rig = await bulkRig();
    const rows = Array.from({ length: mostRows + 1 }, () => body.rows[0]);
    expect((await rig.submit({ body: { ...body, rows } })).body).toMatchObject({
      code: 'request-too-large',
      detail: 'A bulk write takes at most 2000 rows; this one has 2001.',
    });
    expect((await rig.submit({ body: 'x'.repeat(4 * 1_048_576 + 1) })).body).toMatchObject({
      code: 'request-too-large',
    });
    expect((await rig.submit({ body, headers: { 'Content-Type': 'text/xml' } })).body).toMatchObject({
      code: 'unsupported-media-type',
    });
    await expectNothing(rig);
  });

  it('refuses a row that is too large for a single write', async () => {
    const rig = await bulkRig();
    const rows = [body.rows[0]!, { ...body.rows[1]!, body: { ratePlanCode: 'A', note: 'x'.repeat(200_000) } }];
    expect((await rig.submit({ body: { ...body, rows } })).body).toMatchObject({
      code: 'invalid-request',
      errors: [{ pointer: '/rows/1/body', detail: expect.stringContaining('190000 bytes') }],
    });
    await expectNothing(rig);
  });

  it('asks again later when there is no time to check every row', async () => {
    const rig = await bulkRig();
    expect((await rig.submit({ body, remainingMs: 5_000 })).body).toMatchObject({
      code: 'service-unavailable',
      retryable: true,
    });
    await expectNothing(rig);
  });

  it('says what the operation’s function says of no row in particular', async () => {
    const rig = await bulkRig({
      through: () => () =>
        Promise.resolve({
          statusCode: 501,
          headers: {},
          body: JSON.stringify({ code: 'operation-not-bound', detail: 'State it.' }),
        }),
    });
    expect(await rig.submit({ body })).toMatchObject({
      status: 501,
      body: { code: 'operation-not-bound', detail: 'State it.' },
    });
    await expectNothing(rig);
  });

  it('can be sent as CSV, which comes to the same', async () => {
    const rig = await bulkRig();
    const lines = body.rows.map(
      ({ reference, pathParameters, body: { ratePlanCode } }) =>
        `${reference},${pathParameters.subscriberNumber},${ratePlanCode}`,
    );
    const csv = ['{reference},{subscriberNumber},ratePlanCode', ...lines, ''].join('\r\n');
    const json = await rig.submit({ body });
    const asCsv = await rig.submit({ csv, query: { operation: 'change-rate-plan' } });
    expect(asCsv.status).toBe(202);
    expect(asCsv.body).toEqual(json.body);
    expect((await rig.submit({ csv })).body).toMatchObject({ errors: [{ parameter: 'query operation' }] });
  });

  it('is finished by a repeat, wherever the first one died', async () => {
    const dynalite = await dynaliteClient();
    for (let nth = 1; ; nth += 1) {
      const client = watchedClient(dynalite);
      const rig = await bulkRig({ client });
      rig.seedLines(numbersOf(3));
      client.rest();
      client.goWrong(nth, nth % 2 === 0 ? 'crash-after' : 'crash-before');
      const key = `key-${nth}`;
      const died = await Promise.race([client.died(), rig.submit({ body, key })]);
      client.rest();
      const repeated = await rig.submit({ body, key });
      expect(repeated.status).toBe(202);
      await rig.run();
      const id = String(repeated.body['id']);
      expect(await rig.look(id)).toMatchObject({ state: 'finished', counts: { succeeded: 3 } });
      expect(rig.effects().map(({ count }) => count)).toEqual([1, 1, 1]);
      // It did not die: every request to the table has had its turn.
      if (died) break;
      expect(nth).toBeLessThan(20);
    }
  });
});

describe('looking at rows', () => {
  it('goes through them page by page, and by state', async () => {
    const rig = await bulkRig();
    const numbers = numbersOf(7);
    rig.seedLines(numbers.slice(0, 5));
    const id = String((await rig.submit({ body: planChanges(numbers) })).body['id']);
    await rig.run();
    const first = (await rig.rowPage(id, { query: { limit: '3' } })).body;
    expect(first['rows']).toMatchObject([{ row: 0 }, { row: 1 }, { row: 2 }]);
    const second = (await rig.rowPage(id, { query: { limit: '3', cursor: String(first['nextCursor']) } })).body;
    expect(second['rows']).toMatchObject([{ row: 3 }, { row: 4 }, { row: 5 }]);
    const last = (await rig.rowPage(id, { query: { limit: '3', cursor: String(second['nextCursor']) } })).body;
    expect(last).toEqual({ rows: [expect.objectContaining({ row: 6 })] });
    expect(await rig.rows(id, { state: 'rejected' })).toMatchObject([{ row: 5 }, { row: 6 }]);
    expect((await rig.rowPage(id, { query: { cursor: 'no' } })).body).toMatchObject({ code: 'invalid-request' });
    expect((await rig.rowPage(id, { solutionProvider: 'SP-B' })).body).toMatchObject({ code: 'bulk-write-not-found' });
  });
});
