import type { ResourceEvent } from '#events/event';

/** AT&T approved the credit of an order. */
export const eventExample: ResourceEvent = {
  schemaVersion: '1',
  id: 'evt_Zk3vQ8mT1xW5aB7cD9eF2gH4iJ6kL0mN',
  type: 'order.credit.approved',
  sequence: 3,
  occurredAt: '2026-03-05T09:04:51.000Z',
  resource: { kind: 'order', id: '0Q0dx000002UEnZCAW', solutionProvider: 'A-06399x' },
  fact: 'credit',
  before: 'manual-review',
  after: 'approved',
  provenance: 'observed',
  requestId: 'req_Zk3vQ8mT1xW5aB7cD9eF2gH4iJ6kL0mN',
};
