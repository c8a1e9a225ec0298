import { examplesOf } from '#operations/registry';
import { mobilityOperations } from '../../support/mobility-operations';
import { createMobilityWorld } from '../../support/mobility-world';

const cases = mobilityOperations.flatMap(({ id, idempotency }) =>
  examplesOf[id].map((example) => ({
    id: id,
    name: example.name,
    isRead: idempotency === 'safe',
    request: example.request,
    answer: example.answer as { status: number; body: Record<string, unknown> },
  })),
);

const reads = cases.filter(({ isRead }) => isRead);
const writes = cases.filter(({ isRead }) => !isRead);

/** Members of an answer that depend on the time or on what was made before. */
const passing = new Set([
  'id',
  'portRequestNumber',
  'orderDate',
  'requestId',
  'batchId',
  'billingAccountNumber',
  'createdDate',
  'effectiveDate',
  'newSubscriberNumber',
]);
const lasting = (body: Record<string, unknown>): object =>
  Object.fromEntries(Object.entries(body).filter(([name, value]) => !passing.has(name) && value !== null));

describe('what AT&T remembers from the start', () => {
  it.each(reads)('agrees with the example of $id: “$name”', ({ id, request, answer }) => {
    const { status, body } = createMobilityWorld().ask(id, request);
    expect(status).toBe(answer.status);
    const { stateReason, ...shown } = answer.body;
    expect(body).toEqual(stateReason === undefined || stateReason === null ? shown : answer.body);
  });

  it.each(writes)('lets the example of $id happen: “$name”', ({ id, request, answer }) => {
    const { status, body, outcome } = createMobilityWorld().ask(id, request);
    expect({ status, outcome }).toEqual({ status: answer.status, outcome: 'succeeded' });
    expect(Object.keys(body).toSorted()).toEqual(Object.keys(answer.body).toSorted());
    expect(lasting(body)).toEqual(lasting(answer.body));
  });
});
