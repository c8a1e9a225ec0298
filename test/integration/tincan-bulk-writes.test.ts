import { bulkRig } from '../support/bulk-rig';
import { numbersOf } from '../support/bulk-writes';
import { statedContract } from '../support/stated-contract';

const headers = { 'x-actor': 'operator', 'x-reason': 'customer request' };

const rigAtTincan = async () => bulkRig({ stated: await statedContract('tincan') });

it('rows of a stated operation are packed, sent and answered by the stated places', async () => {
  const rig = await rigAtTincan();
  const numbers = numbersOf(12);
  rig.seedLines(numbers);
  const rows = numbers.map((number, index) => ({
    reference: number,
    body: { batch: { apnName: 'example.apn', item: [{ ctn: number, fixedIp: `203.0.113.${index + 1}` }] } },
  }));
  const { status, body } = await rig.submit({ body: { operation: 'provision-pdp', rows }, headers });
  expect([status, body['calls']]).toEqual([202, 2]);
  expect((await rig.run()).done).toBe(true);
  expect(rig.att.calls.map(({ operation }) => operation)).toEqual(['provision-pdp', 'provision-pdp']);
  expect(await rig.rows(String(body['id']))).toEqual(
    numbers.map((number): unknown =>
      expect.objectContaining({
        reference: number,
        state: 'succeeded',
        answer: expect.objectContaining({ ctn: `+1${number}` }) as unknown,
      }),
    ),
  );
});

it('a table of rows is made into the documents that AT&T has, each sent once', async () => {
  const rig = await rigAtTincan();
  const numbers = numbersOf(3);
  rig.seedLines(numbers);
  const csv = ['{subscriberNumber},/why', ...numbers.map((number) => `${number},Lost`)].join('\n');
  const { status, body } = await rig.submit({ csv, query: { operation: 'suspend-subscriber' } });
  expect(status).toBe(202);
  await rig.run();
  expect(rig.att.calls.map(({ body: sent }) => sent)).toEqual(
    numbers.map(() => expect.objectContaining({ reasonCode: 'Lost', action: 'suspend' }) as unknown),
  );
  expect((await rig.rows(String(body['id']))).map(({ state }) => state)).toEqual(numbers.map(() => 'succeeded'));
});

it('a column has the bare name of a member that the stated schema describes, and no other', async () => {
  const rig = await rigAtTincan();
  const submit = (name: string) =>
    rig.submit({
      csv: `{subscriberNumber},${name}\n2125550150,Found\n`,
      query: { operation: 'resume-subscriber' },
      key: name,
    });
  expect((await submit('why')).status).toBe(202);
  const unknown = await submit('whz');
  expect([unknown.status, unknown.body['code']]).toEqual([400, 'invalid-csv']);
});

it('a dry run says of each row what of a stated document is missing', async () => {
  const rig = await rigAtTincan();
  const rows = [{ body: { order: { ban: 1 } } }, { body: { order: { ctn: '+12125550188' } } }];
  const { body } = await rig.submit({ body: { operation: 'request-port-in', rows }, query: { validate: 'true' } });
  expect(body).toMatchObject({ valid: false, problems: [{ row: 0, errors: [{ pointer: '/rows/0/body/order/ctn' }] }] });
  expect(rig.att.calls).toEqual([]);
});
