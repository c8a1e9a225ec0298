import { sensitiveChanges } from '#domain/mobility/sensitive-changes';
import type { Operation } from '#domain/define-operation';
import { operations, type OperationId } from '#operations/registry';

const writes: readonly (Operation & { id: OperationId })[] = operations.filter(
  ({ idempotency }) => idempotency !== 'safe',
);

/** Written out here once more, so that none of these changes without being meant. One that is added says so in its definition. */
const decided: Partial<Record<OperationId, keyof typeof sensitiveChanges | 'none'>> = {
  'update-device': 'device',
  'change-number': 'number',
  'reset-voicemail': 'voicemail',
  'transfer-billing-responsibility': 'billing-account',
  'update-subscriber-information': 'contact',
  'cancel-subscriber': 'cancellation',
  'restore-subscriber': 'restoration',
  'remove-static-ip': 'network',
  'provision-pdp': 'network',
  // They stop service or give it back to whom it was taken from; who has the line stays the same.
  'suspend-subscriber': 'none',
  'resume-subscriber': 'none',
  // What the line costs, or what is sent to the SIM it has.
  'change-rate-plan': 'none',
  'change-features': 'none',
  'resend-ota-profile': 'none',
  // New lines, and numbers that come with the old carrier’s account number and PIN.
  'activate-service': 'none',
  'request-port-in': 'none',
  'update-port-in': 'none',
  'cancel-port-in': 'none',
  // Of no one line.
  'create-billing-account': 'none',
  'update-billing-account': 'none',
};

it('of writes to lines and accounts some are sensitive, each one kind of change', () => {
  const ofMobility = writes.filter(({ family }) => family === 'mobility');
  const found = Object.fromEntries(ofMobility.map(({ id, sensitive }) => [id, sensitive ?? 'none']));
  expect(found).toMatchObject(decided);
});

it('no order is sensitive: AT&T has it reviewed, and its contract signed', () => {
  const ofOrdering = writes.filter(({ family }) => family !== 'mobility');
  expect(ofOrdering.filter(({ sensitive }) => sensitive !== undefined)).toEqual([]);
});

it('every kind of change is of some operation', () => {
  expect(new Set(writes.flatMap(({ sensitive }) => sensitive ?? []))).toEqual(new Set(Object.keys(sensitiveChanges)));
});

it('one that is limited says which number it is about', () => {
  const limited = writes.filter(({ sensitive }) => sensitive && sensitiveChanges[sensitive].isLimited);
  expect(limited.map(({ id, line }) => [id, line?.numberAt])).toEqual(
    limited.map(({ id }) => [id, '/path/subscriberNumber']),
  );
  expect(limited.length).toBe(4);
});
