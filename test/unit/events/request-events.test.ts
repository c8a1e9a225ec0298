import { requestKey, type RequestRecord } from '#requests/request-record';
import type { Claim } from '#requests/claim';
import { createRequestStore } from '#requests/request-store';
import { claimedBody } from '../../support/data-keys';
import { follow, publisherRig, solutionProvider } from '../../support/event-rig';

const operation = 'suspend-subscriber';
const requestId = 'req_lost';

/** A claimed write, and what the stream tells of its record. */
const claimed = async () => {
  const rig = await publisherRig();
  const requests = createRequestStore(rig.table, rig.clock.now);
  const claim = (): Claim => ({
    requestId,
    solutionProvider,
    operation,
    clientId: 'crm',
    ...claimedBody('x'),
    request: { path: {}, query: {} },
    deadline: rig.clock.now() + 25_000,
  });
  const next = follow(rig.table, requestKey(requestId));
  const records: Awaited<ReturnType<typeof next>>[] = [];
  const told = async () => {
    records.push(await next());
    rig.clock.advance(60_000);
  };
  const { record } = await requests.claim(claim());
  await told();
  const unknown = async (of: RequestRecord): Promise<RequestRecord> => {
    await requests.transition(of, { outcome: 'unknown', evidence: 'no answer' });
    await told();
    return { ...of, outcome: 'unknown' };
  };
  const events = () => rig.bus.events.map(({ type, sequence, before, after }) => [sequence, type, before, after]);
  return { rig, requests, claim, record, told, records, unknown, events };
};

describe('a write whose outcome is unknown', () => {
  it('is told of, and what it turns out to be, with the operation and the address of the request', async () => {
    const { rig, requests, record, told, records, unknown, events } = await claimed();
    const lost = await unknown(record);
    await requests.transition(lost, { outcome: 'needs-attention', evidence: 'no read' });
    await told();
    await requests.transition(
      { ...lost, outcome: 'needs-attention' },
      { outcome: 'succeeded', evidence: 'ticket 4711' },
    );
    await told();
    for (const one of records) expect(await rig.publish([one])).toEqual([]);
    expect(events()).toEqual([
      [1, 'request.unknown', 'in-flight', 'unknown'],
      [2, 'request.needs-attention', 'unknown', 'needs-attention'],
      [3, 'request.succeeded', 'needs-attention', 'succeeded'],
    ]);
    expect(rig.bus.events[0]).toMatchObject({
      operation,
      requestId,
      resource: { kind: 'request', id: requestId, solutionProvider },
    });
    expect(JSON.stringify(rig.bus.events)).not.toMatch(/ticket|no answer|crm/);
  });

  it('is told of once, whatever order the changes come in and however often', async () => {
    const { rig, requests, record, told, records, unknown, events } = await claimed();
    await requests.transition(await unknown(record), { outcome: 'succeeded', evidence: 'seen' });
    await told();
    for (const one of [...records.toReversed(), ...records]) await rig.publish([one]);
    expect(events()).toEqual([
      [1, 'request.unknown', 'in-flight', 'unknown'],
      [2, 'request.succeeded', 'unknown', 'succeeded'],
    ]);
  });

  it('goes on counting when the key is used again for what was not applied', async () => {
    const { rig, requests, claim, record, told, records, unknown, events } = await claimed();
    await requests.transition(await unknown(record), { outcome: 'not-applied', evidence: 'not there' });
    await told();
    const attempts = await Promise.all(Array.from({ length: 10 }, () => requests.claim(claim())));
    const again = attempts.filter(({ granted }) => granted);
    expect(again).toHaveLength(1);
    await told();
    await unknown(again[0]!.record);
    for (const one of records) await rig.publish([one]);
    expect(events()).toEqual([
      [1, 'request.unknown', 'in-flight', 'unknown'],
      [2, 'request.not-applied', 'unknown', 'not-applied'],
      [3, 'request.unknown', 'not-applied', 'unknown'],
    ]);
    const other = await requests.claim({ ...claim(), ...claimedBody('y') });
    expect(other.granted).toBe(false);
  });
});

describe('a write whose outcome its caller was told', () => {
  it.each(['succeeded', 'rejected', 'not-applied'] as const)('%s: makes no event of its own', async (outcome) => {
    const { rig, requests, record, told, records } = await claimed();
    const response = { status: 200, contentType: 'application/json', body: '{}' };
    if (outcome === 'not-applied') await requests.transition(record, { outcome, evidence: 'a read shows it' });
    else await requests.complete(record, { outcome, response });
    await told();
    for (const one of records) await rig.publish([one]);
    expect(rig.bus.events).toEqual([]);
  });
});
