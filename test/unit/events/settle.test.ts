import { requestKey } from '#requests/request-record';
import { createRequestStore } from '#requests/request-store';
import { createStepReservations } from '#tracking/order/reserve-step';
import { stepToTake } from '#tracking/order/next-steps';
import { orderKey } from '#tracking/order/tracked-order';
import { claimedBody } from '../../support/data-keys';
import { follow, publisherRig, solutionProvider } from '../../support/event-rig';

const quoteId = '0Q0dx000002UEnZCAW';
const key = orderKey(solutionProvider, quoteId);
const by = 'crm';

/** An order whose credit check was begun, and the record of the request that began it. */
const begun = async () => {
  const rig = await publisherRig();
  const requests = createRequestStore(rig.table, rig.clock.now);
  const orders = rig.orders;
  await orders.adopt({ solutionProvider, program: 'apex', quoteId, origin: 'here', by });
  const { record } = await requests.claim({
    requestId: 'req_1',
    solutionProvider,
    operation: 'apex-check-credit',
    clientId: by,
    ...claimedBody('x'),
    request: { path: {}, query: {} },
    deadline: rig.clock.now() + 29_000,
  });
  const reservations = createStepReservations({ table: rig.table, orders, mode: 'strict', now: rig.clock.now });
  const order = { solutionProvider, program: 'apex' as const, quoteId, origin: 'elsewhere' as const, by };
  await reservations.reserve(order, stepToTake('apex', 'check-credit'), 'req_1');
  return { rig, requests, record: { ...record, tracked: key }, ofRecord: follow(rig.table, requestKey('req_1')) };
};

const at = '2026-11-02T12:00:00.000Z';
const learned = { facts: [{ name: 'credit' as const, value: 'approved', provenance: 'observed' as const, at }] };
const response = { status: 200, contentType: 'application/json', body: '{}' };

describe('a request record that gets its outcome', () => {
  it('settles the order that waits for it, without anybody reading', async () => {
    const { rig, requests, record, ofRecord } = await begun();
    await ofRecord();
    await requests.complete(record, { outcome: 'succeeded', response, learned });
    expect(await rig.publish([await ofRecord()])).toEqual([]);
    const order = await rig.orders.find(solutionProvider, quoteId);
    expect(order?.facts['credit']?.value).toBe('approved');
    expect(order?.pending).toEqual({});
  });

  it.each(['rejected', 'not-applied'] as const)('%s frees the step', async (outcome) => {
    const { rig, requests, record, ofRecord } = await begun();
    await ofRecord();
    if (outcome === 'rejected') await requests.complete(record, { outcome, response });
    else await requests.transition(record, { outcome, evidence: 'looked' });
    await rig.publish([await ofRecord()]);
    const order = await rig.orders.find(solutionProvider, quoteId);
    expect({ pending: order?.pending, credit: order?.facts['credit'] }).toEqual({ pending: {}, credit: undefined });
  });

  it('while it is unknown leaves the order waiting', async () => {
    const { rig, requests, record, ofRecord } = await begun();
    await ofRecord();
    await requests.transition(record, { outcome: 'unknown', evidence: 'timeout' });
    await rig.publish([await ofRecord()]);
    expect(Object.keys((await rig.orders.find(solutionProvider, quoteId))?.pending ?? {})).toHaveLength(1);
  });

  it('is carried in once however often the stream tells of it', async () => {
    const { rig, requests, record, ofRecord } = await begun();
    await ofRecord();
    await requests.complete(record, { outcome: 'succeeded', response, learned });
    const told = await ofRecord();
    await rig.publish([told, told]);
    await rig.publish([told]);
    expect((await rig.orders.find(solutionProvider, quoteId))?.timeline).toHaveLength(2);
  });

  it('and cannot be carried in now is told again', async () => {
    const { rig, requests, record, ofRecord } = await begun();
    await ofRecord();
    await requests.complete(record, { outcome: 'succeeded', response, learned });
    const told = await ofRecord();
    const applyOutcome = () => Promise.reject(new Error('no table'));
    expect(await rig.publish([told], { applyOutcome })).toEqual([told.dynamodb?.SequenceNumber]);
  });

  it('that names nothing, or something gone, is nothing to anybody', async () => {
    const { rig, requests, record, ofRecord } = await begun();
    await ofRecord();
    await requests.complete({ ...record, tracked: undefined }, { outcome: 'succeeded', response });
    expect(await rig.publish([await ofRecord()])).toEqual([]);
    await requests.complete({ ...record, tracked: orderKey('SP-A', 'gone') }, { outcome: 'rejected', response });
    expect(await rig.publish([await ofRecord()])).toEqual([]);
  });
});
