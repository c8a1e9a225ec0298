import { changeableAccount, changeableLine } from '#platform/table/changeable';
import * as kinds from '#platform/table/keys';
import { itemKinds } from '../../../../tools/data-model/item-kinds';

const solutionProvider = 'SP-A';

/** As they stand in tables that are there: what is stored has to be found for ever. */
describe('keys', () => {
  it.each([
    [kinds.clientGrants.key.of({ clientId: 'crm' }), { pk: 'CLIENT#crm', sk: 'GRANT' }],
    [kinds.requestRecords.key.of({ requestId: 'req_1' }), { pk: 'REQUEST#req_1', sk: 'REQUEST' }],
    [kinds.trackedOrders.key.of({ solutionProvider, quoteId: 'Q-1' }), { pk: 'SP#SP-A', sk: 'ORDER#Q-1' }],
    [kinds.orderIds.key.of({ solutionProvider, id: '801' }), { pk: 'SP#SP-A', sk: 'ORDER-ID#801' }],
    [kinds.longRunningRequests['port-in'].key.of({ solutionProvider, id: '1' }), { pk: 'SP#SP-A', sk: 'PORT-IN#1' }],
    [
      kinds.longRunningRequests['service-activation'].key.of({ solutionProvider, id: '1' }),
      { pk: 'SP#SP-A', sk: 'ACTIVATION#1' },
    ],
    [
      kinds.longRunningRequests['pdp-provisioning'].key.of({ solutionProvider, id: '1' }),
      { pk: 'SP#SP-A', sk: 'PDP#1' },
    ],
    [
      kinds.portInLocks.key.of({ solutionProvider, name: 'number:2125550120' }),
      { pk: 'SP#SP-A', sk: 'OPEN-PORT-IN#number:2125550120' },
    ],
    [
      kinds.activationLocks.key.of({ solutionProvider, name: 'sim:89014103200000000023' }),
      { pk: 'SP#SP-A', sk: 'OPEN-SERVICE-ACTIVATION#sim:89014103200000000023' },
    ],
    [
      kinds.lines.key.of({ solutionProvider, subscriberNumber: '2125550120' }),
      { pk: 'SP#SP-A', sk: 'LINE#2125550120' },
    ],
    [
      kinds.notes.key.of({ solutionProvider, of: 'ORDER#Q-1', noteId: 'note_1' }),
      { pk: 'SP#SP-A', sk: 'NOTE#ORDER#Q-1#note_1' },
    ],
    [kinds.bulkWrites.key.of({ bulkId: 'blk_1' }), { pk: 'BULK-WRITE#blk_1', sk: 'BULK-WRITE' }],
    [kinds.bulkCalls.key.of({ bulkId: 'blk_1', number: '00007' }), { pk: 'BULK-WRITE#blk_1', sk: 'CALL#00007' }],
    [kinds.pollJobs.key.of({ solutionProvider, kind: 'port-in', id: '1' }), { pk: 'POLL#SP-A#port-in#1', sk: 'POLL' }],
    [kinds.pollBudgets.key.of({ solutionProvider, minute: '29545500' }), { pk: 'POLL-BUDGET#SP-A', sk: '29545500' }],
    [
      kinds.events.key.of({ solutionProvider, position: '001772701200000' }),
      { pk: 'EVENTS#SP-A', sk: '001772701200000' },
    ],
    [kinds.eventLogs.key.of({ solutionProvider }), { pk: 'EVENT-LOG#SP-A', sk: 'EVENT-LOG' }],
    [
      kinds.publishedMarks.key.of({ partition: 'SP#SP-A', sort: 'ORDER#Q-1' }),
      { pk: 'PUBLISHED#SP#SP-A', sk: 'ORDER#Q-1' },
    ],
    [
      kinds.webhookEndpoints.key.of({ solutionProvider, endpointId: 'we_1' }),
      { pk: 'WEBHOOKS#SP-A', sk: 'ENDPOINT#we_1' },
    ],
    [kinds.webhookTasks.key.of({ taskId: '1' }), { pk: 'WEBHOOK-TASK#1', sk: 'TASK' }],
    [
      kinds.deliveries.key.of({ endpointId: 'we_1', at: '2026-03-05T09:00:00.000Z', eventId: 'evt_1', attempt: '2' }),
      { pk: 'DELIVERIES#we_1', sk: '2026-03-05T09:00:00.000Z#evt_1#2' },
    ],
    [
      kinds.changeMarks.key.of({ solutionProvider, changeable: changeableLine('2125550120') }),
      { pk: 'CHANGED#SP-A#LINE#2125550120', sk: 'CHANGED' },
    ],
    [
      kinds.changeMarks.key.of({ solutionProvider, changeable: changeableAccount('287') }),
      { pk: 'CHANGED#SP-A#ACCOUNT#287', sk: 'CHANGED' },
    ],
  ])('are as they were: %j', (made, literal) => {
    expect(made).toEqual(literal);
  });

  const createdAt = '2026-03-05T09:00:00.000Z';
  it.each([
    [
      kinds.requestRecords.open.of({ solutionProvider, deadlineAt: createdAt, requestId: 'req_1' }),
      { openPk: 'OPEN-REQUEST#SP-A', openSk: `${createdAt}#req_1` },
    ],
    [
      kinds.bulkWrites.open.of({ solutionProvider, workBy: createdAt, bulkId: 'blk_1' }),
      { openPk: 'OPEN-BULK-WRITE#SP-A', openSk: `${createdAt}#blk_1` },
    ],
    [
      kinds.pollJobs.open.of({ solutionProvider, pollBy: createdAt, kind: 'order-status', id: 'Q-1' }),
      { openPk: 'OPEN-POLL#SP-A', openSk: `${createdAt}#order-status#Q-1` },
    ],
    [
      kinds.trackedOrders.list.of({ solutionProvider, createdAt, quoteId: 'Q-1' }),
      { listPk: 'ORDERS#SP-A', listSk: `${createdAt}#Q-1` },
    ],
    [
      kinds.longRunningRequests['port-in'].list.of({ solutionProvider, createdAt, id: '1' }),
      { listPk: 'PORT-INS#SP-A', listSk: `${createdAt}#1` },
    ],
    [
      kinds.longRunningRequests['service-activation'].list.of({ solutionProvider, createdAt, id: '1' }),
      { listPk: 'ACTIVATIONS#SP-A', listSk: `${createdAt}#1` },
    ],
    [
      kinds.longRunningRequests['pdp-provisioning'].list.of({ solutionProvider, createdAt, id: '1' }),
      { listPk: 'PDP-PROVISIONINGS#SP-A', listSk: `${createdAt}#1` },
    ],
    [
      kinds.bulkWrites.list.of({ solutionProvider, createdAt, bulkId: 'blk_1' }),
      { listPk: 'BULK-WRITES#SP-A', listSk: `${createdAt}#blk_1` },
    ],
    [
      kinds.events.list.of({ eventId: 'evt_1', position: '001772701200000' }),
      { listPk: 'EVENT#evt_1', listSk: '001772701200000' },
    ],
  ])('of indexes are as they were: %j', (made, literal) => {
    expect(made).toEqual(literal);
  });

  it('are filled with values as they are, whatever they look like', () => {
    const key = kinds.trackedOrders.key.of({ solutionProvider: '$&{quoteId}', quoteId: 'a#b{solutionProvider}' });
    expect(key).toEqual({ pk: 'SP#$&{quoteId}', sk: 'ORDER#a#b{solutionProvider}' });
  });

  it('are those of kinds in the catalogue', () => {
    const { longRunningRequests, ...others } = kinds;
    const made = Object.values({ ...longRunningRequests, ...others }).filter((one) => typeof one === 'object');
    expect(made.filter((one) => !Object.values<object>(itemKinds).includes(one))).toEqual([]);
  });

  it('never lead two kinds to one item', () => {
    const prefixes = Object.values(itemKinds).map(
      ({ key }) => `${key.partitionPrefix}\n${key.sort.includes('{') ? key.sortPrefix : key.sort}`,
    );
    expect(new Set(prefixes).size).toBe(prefixes.length);
  });
});

describe('lifetimes', () => {
  it('end at a whole second, never too early', () => {
    const { requestRecords, changeMarks } = kinds;
    expect(requestRecords.lifetime.expiresAt(1_772_701_200_001)).toBe(1_772_701_201 + 30 * 24 * 3_600);
    expect(changeMarks.lifetime.expiresAt(1_772_701_200_000)).toBe(1_772_701_200 + 3_600);
  });
});
