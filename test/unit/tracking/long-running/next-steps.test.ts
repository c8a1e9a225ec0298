import type { LongRunningKind } from '#domain/mobility/observation';
import { rejectionFor } from '#domain/mobility/port-rejections';
import { anyKind } from '#tracking/long-running/any-kind';
import { longRunningRequestSchema, type LongRunningRequest } from '#tracking/long-running/long-running-request';

const at = '2026-11-02T12:00:00.000Z';
const itemOf = (kind: LongRunningKind, state: string, parts: Partial<LongRunningRequest> = {}): LongRunningRequest =>
  longRunningRequestSchema.parse({
    ...{ kind, solutionProvider: 'SP-A', id: 'X-1', origin: 'here', state, raw: {}, details: {}, revision: 1 },
    ...{ stateAt: at, observedAt: at, createdAt: at, updatedAt: at, timeline: [] },
    ...parts,
  });
const portIn = (state: string, parts: Partial<LongRunningRequest> = {}) => itemOf('port-in', state, parts);
const refused = (code: string) => portIn('action-required', { raw: { code } });
const pending = (change: string) => ({ pending: { [change]: { requestId: 'req_1', at } } });

/** Steps as `who: what`, with what it is about, `later` where it cannot be done now. */
const shortly = (item: LongRunningRequest, steps = anyKind.stepsOf): string[] =>
  steps(item).map(({ actor, action, fields, available }) =>
    [`${actor}: ${action}`, ...(fields ?? []), ...(available ? [] : ['later'])].join(' '),
  );

const open = ['you: cancel'];
const rows: [string, () => LongRunningRequest, string[]][] = [
  ['a port-in that waits', () => portIn('pending'), ['old-carrier: wait', 'you: correct', ...open]],
  ['a port-in nothing is known of', () => portIn('unknown'), ['you: read', ...open]],
  ['a confirmed one', () => portIn('confirmed'), ['att: wait', 'you: correct /requestedStartDate', ...open]],
  ['one that is being cancelled', () => portIn('cancelling'), ['att: wait']],
  [
    'one that is being corrected',
    () => portIn('pending', pending('update')),
    ['old-carrier: wait', 'you: correct later', ...open],
  ],
  [
    'one whose end was asked for',
    () => portIn('pending', pending('cancel')),
    ['old-carrier: wait', 'you: correct', 'you: cancel later'],
  ],
  ['one that is through', () => portIn('completed'), []],
  ['one that was cancelled', () => portIn('cancelled'), ['you: request-again']],
  ['one that failed', () => portIn('failed'), ['you: request-again']],
  ['one refused for a reason nobody knows', () => refused('ZZ'), ['you: correct', 'att: open-ticket', ...open]],
  ['one refused for what the partner knows', () => refused('ZIP_MISMATCH'), ['you: correct /billingZip', ...open]],
  [
    'one refused for what its customer knows',
    () => refused('INVALID_PIN'),
    ['end-customer: ask-customer', 'you: correct /oldServiceProvider/pin', ...open],
  ],
  [
    'one refused for what the old carrier has to see to',
    () => refused('PHONE_NUMBER_HAS_SPECIAL_FEATURE'),
    ['old-carrier: contact-old-carrier', 'you: correct', ...open],
  ],
  [
    'one refused for what AT&T has to see to',
    () => refused('SV_CONFLICT'),
    ['att: open-ticket', 'you: correct', ...open],
  ],
  ['an activation that waits', () => itemOf('service-activation', 'pending'), ['att: wait']],
  ['an activation that is through', () => itemOf('service-activation', 'active'), []],
  ['an activation that was refused', () => itemOf('service-activation', 'rejected'), ['you: request-again']],
  ['a PDP batch that waits', () => itemOf('pdp-provisioning', 'pending'), ['att: wait']],
  ['a PDP batch that is through', () => itemOf('pdp-provisioning', 'completed'), []],
  ['a PDP batch that failed in part', () => itemOf('pdp-provisioning', 'partly-failed'), ['you: request-again']],
  [
    'what contradicts itself, even at its end',
    () => portIn('completed', { anomaly: { at, state: 'pending' } }),
    ['you: read'],
  ],
];

it.each(rows)('what can be done with %s', (_, item, steps) => {
  expect(shortly(item())).toEqual(steps);
});

it('says the cure once: with what the partner sends, or with whom it has to ask before', () => {
  const cureOf = (code: string) => rejectionFor({ code })!.cure;
  expect(anyKind.stepsOf(refused('ZIP_MISMATCH'))[0]?.description).toBe(cureOf('ZIP_MISMATCH'));
  const [asked, sent] = anyKind.stepsOf(refused('INVALID_PIN'));
  expect([asked?.description, sent?.description === cureOf('INVALID_PIN')]).toEqual([cureOf('INVALID_PIN'), false]);
});

it('names the operation that does it, at the address of the item, where one does', () => {
  expect(anyKind.stepsOf(portIn('pending'))).toMatchObject([
    { action: 'wait' },
    { operation: 'update-port-in', method: 'PATCH', path: '/v1/mobility/port-ins/X-1' },
    { operation: 'cancel-port-in', method: 'POST', path: '/v1/mobility/port-ins/X-1/cancellation' },
  ]);
  expect(anyKind.stepsOf(portIn('pending'))[0]).not.toHaveProperty('operation');
  expect(anyKind.stepsOf(portIn('failed'))).toMatchObject([{ operation: 'request-port-in', method: 'POST' }]);
  expect(anyKind.stepsOf(portIn('unknown'))[0]).toMatchObject({ operation: 'get-port-in', method: 'GET' });
});

describe('who wants a device that an activation has', () => {
  it('can read its line where the activation is done', () => {
    expect(anyKind.stepsBeforeAnother(itemOf('service-activation', 'active'))).toMatchObject([
      { action: 'read', operation: 'get-line-details', method: 'GET', path: '/v1/mobility/line-details' },
    ]);
    expect(shortly(itemOf('service-activation', 'active'), anyKind.stepsBeforeAnother)).toEqual(['you: read']);
  });

  it.each([
    ['waits as it does', () => itemOf('service-activation', 'pending'), ['att: wait']],
    ['has nothing to do with a port-in that is through', () => portIn('completed'), []],
  ])('%s', (_, item, steps) => {
    expect(shortly(item(), anyKind.stepsBeforeAnother)).toEqual(steps);
  });
});
