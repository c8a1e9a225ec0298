import { aboutOf, idsByName, type About } from '#requests/about';
import type { RequestRecord } from '#requests/request-record';

const number = '2125550101';

describe('ids that stand in a document', () => {
  it.each<[string, unknown, About]>([
    [
      'under their own name, however it is written',
      { orderId: '8010', OrderID: '8011' },
      { orderId: ['8010', '8011'] },
    ],
    [
      'in a list, whose name may say that they are several',
      { orderIds: ['1', '2'], sim: ['3'] },
      { orderId: ['1', '2'], sim: ['3'] },
    ],
    ['wherever they are', { lines: [{ new: { eid: '9' } }, { eid: '8' }] }, { eid: ['9', '8'] }],
    ['as numbers under names that end so', { newSubscriberNumber: number }, { subscriberNumber: [number] }],
    ['as whole numbers', { imei: 350_000_000_000_009, sim: 1.5, eid: 1e20 }, { imei: ['350000000000009'] }],
    ['of 128 characters at most', { sim: 'x'.repeat(128), eid: 'x'.repeat(129) }, { sim: ['x'.repeat(128)] }],
    ['as texts that say something and nothing secret', { sim: '', eid: '[secret]', imei: null, orderId: true }, {}],
    [
      'under no name that merely ends like that of an id',
      { parentOrderId: '1', nonsim: '2', orderIdentifier: '3' },
      {},
    ],
    ['nowhere', 'orderId', {}],
    ['nowhere either', null, {}],
  ])('%s', (_, document, ids) => {
    expect(idsByName(document)).toEqual(ids);
  });

  it('are told once each, of several documents', () => {
    expect(idsByName({ sim: '1' }, undefined, { sim: '2', inner: { sim: '1' } })).toEqual({ sim: ['1', '2'] });
  });

  it('are fifty at most', () => {
    const sims = Array.from({ length: 51 }, (_, index) => String(index));
    expect(idsByName({ sims, eid: '1' })).toEqual({ sim: sims.slice(0, 50) });
  });
});

describe('what a write was about', () => {
  const record = (parts: Partial<RequestRecord>): RequestRecord => ({
    ...{ requestId: 'req_1', solutionProvider: 'SP-A', operation: 'write-thing', clientId: 'client-a', owner: 'o' },
    ...{ outcome: 'succeeded', bodyHash: 'h', startedAt: '2026-11-02T12:00:00.000Z', evidence: [] },
    ...{ deadlineAt: '2026-11-02T12:00:25.000Z', request: { path: {}, query: {} } },
    ...parts,
  });
  const answered = { status: 200, contentType: 'application/json', body: '{"orderId":"8010"}' };
  const learned = { facts: [], ids: { orderId: '8011', subOrderIds: ['801S'] } };
  const progress = (kind: 'port-in' | 'service-activation' | 'pdp-provisioning') => ({
    learned: { facts: [], progress: { kind, id: 'X-1', observation: { at: '2026-11-02T12:00:00.000Z', details: {} } } },
  });

  it.each<[string, Partial<RequestRecord>, About]>([
    ['nothing', {}, {}],
    ['its path', { request: { path: { portInId: 'P-1' }, query: {} } }, { portInId: ['P-1'] }],
    ['its query', { request: { path: {}, query: { subscriberNumber: number } } }, { subscriberNumber: [number] }],
    ['its body', { request: { path: {}, query: {}, body: '{"quoteId":"0Q0"}' } }, { quoteId: ['0Q0'] }],
    ['its bulk write', { bulkWriteId: 'blk_1' }, { bulkWriteId: ['blk_1'] }],
    ['what AT&T answered', { response: answered }, { orderId: ['8010'] }],
    ['not what AT&T refused', { outcome: 'rejected', response: answered }, {}],
    ['what was learned', { learned }, { orderId: ['8011'], subOrderId: ['801S'] }],
    ['a port-in', progress('port-in'), { portInId: ['X-1'] }],
    ['an activation', progress('service-activation'), { activationId: ['X-1'] }],
    ['a PDP batch', progress('pdp-provisioning'), { pdpProvisioningId: ['X-1'] }],
    [
      'what has no other name',
      { attReference: 'A-1', response: answered },
      { orderId: ['8010'], attReference: ['A-1'] },
    ],
    ['what has a name, by that alone', { attReference: '8010', response: answered }, { orderId: ['8010'] }],
    [
      'what has a name among others',
      { attReference: '8011', response: answered, learned },
      { orderId: ['8011', '8010'], subOrderId: ['801S'] },
    ],
  ])('%s', (_, parts, about) => {
    expect(aboutOf(record(parts))).toEqual(about);
  });
});
