import type { FinalOutcome } from '#requests/request-outcome';
import type { RequestRecord } from '#requests/request-record';
import { anyKind } from '#tracking/long-running/any-kind';
import {
  changesInFlight,
  withChangeOutcome,
  withoutChange,
  type ChangeInFlight,
} from '#tracking/long-running/change-outcome';
import type { LongRunningRequest } from '#tracking/long-running/long-running-request';

const at = '2026-11-05T09:00:00.000Z';
const later = '2026-11-05T09:01:00.000Z';
const item: LongRunningRequest = {
  ...anyKind.newLongRunningRequest(
    {
      ...{ kind: 'port-in', id: 'P1', solutionProvider: 'SP-A', origin: 'here', guards: ['number:2125550300'] },
      observation: { at, status: 'pending', state: 'pending', details: {} },
    },
    { by: 'crm' },
  ),
  pending: {
    update: { requestId: 'req_1', at, guards: ['number:2125550301'] },
    cancel: { requestId: 'req_2', at },
  },
};
const [update, cancel] = changesInFlight(item) as [ChangeInFlight, ChangeInFlight];

const recordOf = (parts: Partial<RequestRecord> = {}): RequestRecord =>
  ({ requestId: 'req_1', clientId: 'crm', startedAt: at, finishedAt: later, ...parts }) as RequestRecord;
const learned = (state: string): RequestRecord['learned'] => ({
  facts: [],
  progress: { kind: 'port-in', id: 'P1', observation: { at: later, status: state, state, details: {} } },
});
const after = (change: ChangeInFlight, outcome: FinalOutcome, record?: RequestRecord, of = item) =>
  withChangeOutcome(anyKind, of, change, { outcome, record });

it('changes in flight have their names', () => {
  expect(changesInFlight(item)).toEqual([
    { change: 'update', requestId: 'req_1', at, guards: ['number:2125550301'] },
    { change: 'cancel', requestId: 'req_2', at },
  ]);
});

it('an item without the mark of a request is the same without it', () => {
  expect(withoutChange(item, 'confirm', 'req_1')).toBe(item);
  expect(withoutChange(item, 'update', 'req_2')).toBe(item);
  expect(withoutChange(item, 'update', 'req_1').pending).toEqual({ cancel: item.pending['cancel'] });
});

describe('an item after a change of it was done', () => {
  it('keeps what it wanted instead of what it had, and tells of it', () => {
    const changed = after(update, 'succeeded', recordOf());
    expect(changed).toMatchObject({ guards: ['number:2125550301'], updatedAt: later, state: 'pending' });
    expect(Object.keys(changed.pending)).toEqual(['cancel']);
    expect(changed.timeline).toEqual([
      item.timeline[0],
      { at: later, type: 'change-done', change: 'update', by: 'crm', requestId: 'req_1' },
    ]);
  });

  it('keeps what it had where it wanted nothing else', () => {
    expect(after(cancel, 'succeeded', recordOf({ requestId: 'req_2' })).guards).toEqual(item.guards);
  });

  it('is in the state the answer showed', () => {
    const changed = after(cancel, 'succeeded', recordOf({ requestId: 'req_2', learned: learned('cancelling') }));
    expect(changed).toMatchObject({ state: 'cancelling', stateAt: later });
    expect(changed.timeline.at(-1)).toMatchObject({ type: 'state-changed', by: 'crm', requestId: 'req_2' });
  });

  it('is in the state it was in where the answer showed none', () => {
    const changed = after(cancel, 'succeeded', recordOf({ requestId: 'req_2', learned: { facts: [] } }));
    expect(changed).toMatchObject({ state: 'pending', stateAt: at });
    expect(changed.timeline.at(-1)).toMatchObject({ type: 'change-done' });
  });

  it('is dated by when the change was begun where no end is known', () => {
    const { finishedAt: _finishedAt, ...record } = recordOf({ startedAt: later });
    expect(after(update, 'succeeded', record as RequestRecord).timeline.at(-1)?.at).toBe(later);
  });

  it('is never dated back', () => {
    const newer = { ...item, updatedAt: '2026-11-05T10:00:00.000Z' };
    expect(after(update, 'succeeded', recordOf(), newer).updatedAt).toBe(newer.updatedAt);
  });
});

describe('an item after a change of it that led to nothing', () => {
  it.each<FinalOutcome>(['rejected', 'not-sent', 'not-applied'])('is as it was: %s', (outcome) => {
    const changed = after(update, outcome, recordOf({ learned: learned('confirmed') }));
    expect(changed).toEqual({ ...item, pending: { cancel: item.pending['cancel'] } });
  });

  it('is as it was where no record tells what came of it', () => {
    expect(after(update, 'succeeded')).toEqual({ ...item, pending: { cancel: item.pending['cancel'] } });
  });
});

it.each<[string, LongRunningRequest['pending']]>([
  ['has been begun again', { update: { requestId: 'req_1', at: later } }],
  ['is another request’s', { update: { requestId: 'req_3', at } }],
  ['is no more in flight', { cancel: { requestId: 'req_2', at } }],
])('an item is the same after the end of a change that %s', (_, pending) => {
  const standing = { ...item, pending };
  expect(after(update, 'succeeded', recordOf(), standing)).toBe(standing);
});
