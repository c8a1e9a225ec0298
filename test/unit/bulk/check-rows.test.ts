import { bulkRig } from '../../support/bulk-rig';
import { numbersOf, planChanges } from '../../support/bulk-writes';
import { exampleCall } from '../../../tools/soak/example-call';
import { solutionProvider } from '../../support/gateway-rig';

const dryRun = { validate: 'true' };
const { body: portIn } = exampleCall('request-port-in', solutionProvider);

describe('a check of rows', () => {
  it('tells what each would be refused with now; a submission is accepted all the same', async () => {
    const rig = await bulkRig();
    await rig.submit({ body: { operation: 'request-port-in', rows: [{ body: portIn }] } });
    await rig.run();
    const rows = [
      { reference: 'again', body: portIn },
      { reference: 'other', body: { ...(portIn as object), subscriberNumber: '2125550177' } },
    ];
    const body = { operation: 'request-port-in', rows };
    const stored = await rig.dump();
    expect((await rig.submit({ body, key: 'key-2', query: dryRun })).body).toMatchObject({
      valid: false,
      problems: [{ row: 0, reference: 'again', code: 'already-done', errors: [{ pointer: '/rows/0' }] }],
    });
    expect(await rig.dump()).toBe(stored);
    expect((await rig.submit({ body, key: 'key-2' })).status).toBe(202);
  });

  it('tells of members that are not documented, at their rows', async () => {
    const rig = await bulkRig();
    const [first, second] = planChanges(numbersOf(2)).rows;
    const rows = [first, { ...second, reference: 'odd', body: { ...second!.body, ratePlancod: 'x' } }];
    const { body } = await rig.submit({ body: { operation: 'change-rate-plan', rows }, query: dryRun });
    expect(body).toMatchObject({
      valid: true,
      warnings: [{ row: 1, reference: 'odd', pointer: '/rows/1/body/ratePlancod', nearest: 'ratePlanCode' }],
    });
  });

  it('says that the key was used before, and begins nothing', async () => {
    const rig = await bulkRig();
    const body = planChanges(numbersOf(3));
    const { body: made } = await rig.submit({ body });
    rig.started.clear();
    expect((await rig.submit({ body, query: dryRun })).body).toMatchObject({
      valid: true,
      replayed: { bulkWrite: `/v1/bulk-writes/${String(made['id'])}` },
    });
    expect((await rig.submit({ body: planChanges(numbersOf(2)), query: dryRun })).body).toMatchObject({
      code: 'idempotency-key-reused',
    });
    expect(rig.started.size).toBe(0);
  });
});
