import { packRows } from '#bulk/pack-rows';
import { operation as provisionPdp } from '#operations/provision-pdp/operation';
import { requestRecords } from '#platform/table/keys';
import { bulkRig } from '../../support/bulk-rig';
import { numbersOf, planChanges } from '../../support/bulk-writes';

const headers = { 'x-customer-reference': 'fleet 9', 'x-metadata': 'shop="Berlin 3", ticket=7' };
const own = { customerReference: 'harbor 7', metadata: { shop: 'Bonn', pin: '774411' } };
const kept = { customerReference: 'harbor 7', metadata: { shop: 'Bonn', pin: '[secret]' } };
const ofAll = { customerReference: 'fleet 9', metadata: { shop: 'Berlin 3', ticket: '7' } };

const [first = '', second = ''] = numbersOf(2);
const submission = planChanges([first, second]);
const asJson = {
  body: { ...submission, rows: submission.rows.map((row, index) => (index === 0 ? { ...row, ...own } : row)) },
};
const asCsv = {
  csv: `{reference},{subscriberNumber},ratePlanCode,{customerReference},{metadata.shop},{metadata.pin}\nline ${first},${first},UNLIMITED-B,harbor 7,Bonn,774411\nline ${second},${second},UNLIMITED-B,,,\n`,
  query: { operation: 'change-rate-plan' },
};

describe('labels of rows', () => {
  it.each([
    ['JSON', asJson],
    ['CSV', asCsv],
  ])('as %s: win over the submission’s, and are on the rows and on the records of their requests', async (_, sent) => {
    const rig = await bulkRig();
    rig.seedLines([first, second]);
    const { status, body } = await rig.submit({ ...sent, headers });
    expect({ status, body }).toMatchObject({ status: 202, body: ofAll });
    await rig.run();
    const rows = await rig.rows(String(body['id']));
    expect(rows[0]).toMatchObject({ state: 'succeeded', ...kept });
    expect(rows[1]).not.toHaveProperty('customerReference');
    const records = await Promise.all(
      rows.map(({ request }) => rig.table.get(requestRecords.key.of({ requestId: String(request).slice(13) }))),
    );
    expect(records).toMatchObject([
      { ...kept, bulkWriteId: body['id'] },
      { ...ofAll, bulkWriteId: body['id'] },
    ]);
    expect(await rig.rows(String(body['id']), { customerReference: 'harbor 7' })).toEqual([rows[0]]);
    expect(await rig.rows(String(body['id']), { reference: `line ${second}` })).toEqual([rows[1]]);
  });

  it('belong to the submission: another one under the same key is refused', async () => {
    const rig = await bulkRig();
    await rig.submit({ body: submission });
    expect((await rig.submit(asJson)).body).toMatchObject({ code: 'idempotency-key-reused' });
  });

  it.each([
    ['a reference that is too long', { customerReference: 'x'.repeat(129) }, '/rows/0/customerReference'],
    ['a name that is none', { metadata: { 'Shop 1': 'a' } }, '/rows/0/metadata/Shop 1'],
    ['a value that is none', { metadata: { shop: '' } }, '/rows/0/metadata/shop'],
  ])('%s is refused with a pointer', async (_, labels, pointer) => {
    const rig = await bulkRig();
    const body = { ...submission, rows: [{ ...submission.rows[0]!, ...labels }] };
    expect((await rig.submit({ body })).body).toMatchObject({ code: 'invalid-request', errors: [{ pointer }] });
  });

  it.each(['customerReference', 'metadata.shop'])(
    'the column %s without braces is refused with its name',
    async (column) => {
      const rig = await bulkRig();
      const { body } = await rig.submit({ csv: `{subscriberNumber},ratePlanCode,${column}\n`, query: asCsv.query });
      expect(JSON.stringify(body['errors'])).toContain(`{${column}}`);
    },
  );

  it('keep rows apart that would else share a call', () => {
    const row = (subscriberNumber: string, customerReference?: string) => ({
      ...(customerReference !== undefined && { customerReference }),
      pathParameters: {},
      body: JSON.stringify({ apn: 'fleet', subscribers: [{ subscriberNumber }] }),
    });
    const calls = packRows([row('1', 'a'), row('2', 'b'), row('3', 'a'), row('4')], provisionPdp.packs);
    expect(calls.map(({ rows }) => rows.map((one) => one.row))).toEqual([[0, 2], [1], [3]]);
  });
});
