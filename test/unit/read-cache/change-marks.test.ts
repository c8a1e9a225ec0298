import type { Operation } from '#domain/define-operation';
import { examplesOf, type OperationId, operations } from '#operations/registry';
import { changeablesIn } from '#read-cache/change-marks';

describe('what a write changes', () => {
  const writes = (operations as readonly Operation[]).filter(
    ({ family, idempotency }) => family === 'mobility' && idempotency !== 'safe',
  );

  it.each(writes.map(({ id }) => id))('%s names a line or an account, in its request or in AT&T’s answer', (id) => {
    for (const { request, answer } of examplesOf[id as OperationId]) {
      expect(changeablesIn({ request, answer: answer.body })).not.toEqual([]);
    }
  });

  it('is found by the member’s name, wherever it stands, once', () => {
    const document = {
      path: { subscriberNumber: '1' },
      body: { subscribers: [{ subscriberNumber: '2' }, { subscriberNumber: '1' }], targetBillingAccountNumber: '3' },
      answer: { newSubscriberNumber: '4', billingAccountNumber: null, foundationAccountNumber: '5' },
    };
    expect(changeablesIn(document)).toEqual(['LINE#1', 'LINE#2', 'ACCOUNT#3', 'LINE#4']);
  });

  it('is never more than the table takes at once', () => {
    const lines = Array.from({ length: 1_000 }, (_, index) => ({ subscriberNumber: String(index) }));
    expect(changeablesIn({ lines })).toHaveLength(25);
    expect(changeablesIn({ subscriberNumber: 'x'.repeat(5_000) })).toEqual([]);
  });
});
