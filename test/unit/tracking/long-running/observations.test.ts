import type { Observation } from '#domain/mobility/observation';
import { anyKind } from '#tracking/long-running/any-kind';
import type { LongRunningRequest } from '#tracking/long-running/long-running-request';

const [t0, t1, t2, t3] = [0, 1, 2, 3].map((minute) => `2026-11-05T09:0${minute}:00.000Z`) as [
  ...[string, string, string],
  string,
];
const seen = (at: string, state?: string, parts: Partial<Observation> = {}): Observation => ({
  ...{ at, details: {}, ...(state !== undefined && { state }), status: state ?? 'ZZ' },
  ...parts,
});

const portIn = (...observations: Observation[]): LongRunningRequest =>
  observations.reduce<LongRunningRequest>(
    (item, observation) => anyKind.applyObservation(item, observation),
    anyKind.newLongRunningRequest(
      { kind: 'port-in', id: 'P1', solutionProvider: 'SP-A', origin: 'here', observation: seen(t0, 'pending') },
      { by: 'crm', requestId: 'req_1' },
    ),
  );
const last = (item: LongRunningRequest) => item.timeline.at(-1);

describe('an item as it is first known', () => {
  it('says which request asked for it, and what AT&T said', () => {
    expect(portIn()).toEqual({
      ...{ kind: 'port-in', id: 'P1', solutionProvider: 'SP-A', origin: 'here', requestId: 'req_1', revision: 1 },
      ...{ state: 'pending', stateAt: t0, observedAt: t0, createdAt: t0, updatedAt: t0 },
      ...{ raw: { status: 'pending' }, reason: undefined, details: {}, guards: [], pending: {} },
      timeline: [{ at: t0, type: 'opened', after: 'pending', status: 'pending', by: 'crm', requestId: 'req_1' }],
    });
  });

  it('is of an unknown state that any answer changes where none was seen', () => {
    const observation = { at: t1, details: { subscriberNumber: '2125550120' } };
    const adopted = anyKind.newLongRunningRequest(
      { kind: 'port-in', id: 'P1', solutionProvider: 'SP-A', origin: 'elsewhere', observation, guards: ['number:1'] },
      {},
    );
    expect(adopted).toMatchObject({ state: 'unknown', guards: ['number:1'], raw: {} });
    expect(adopted).not.toHaveProperty('requestId');
    expect(adopted.timeline).toEqual([{ at: t1, type: 'adopted', after: 'unknown' }]);
    expect(anyKind.applyObservation(adopted, seen(t0, 'confirmed')).state).toBe('confirmed');
  });

  it('has the state of an answer without a word', () => {
    const observation = { at: t1, state: 'submitted', details: {} };
    const opened = anyKind.newLongRunningRequest(
      { kind: 'port-in', id: 'P1', solutionProvider: 'SP-A', origin: 'here', observation },
      {},
    );
    expect(opened).toMatchObject({ state: 'submitted', stateAt: t1, raw: {} });
    expect(opened.timeline).toEqual([{ at: t1, type: 'opened', after: 'submitted' }]);
  });

  it('names the reason it was first seen with', () => {
    const observation = seen(t0, undefined, { status: 'ZZ', reason: { code: '7', text: 'odd' } });
    const { timeline } = anyKind.newLongRunningRequest(
      { kind: 'port-in', id: 'P1', solutionProvider: 'SP-A', origin: 'elsewhere', observation },
      { by: 'crm' },
    );
    expect(timeline).toEqual([
      { at: t0, type: 'adopted', after: 'unknown', status: 'ZZ', reason: 'unmapped', by: 'crm' },
    ]);
  });
});

describe('what an answer does to an item', () => {
  const item = () => portIn(seen(t2, 'confirmed'));

  it.each<[string, string, string | undefined, string]>([
    ['late', 'an older one', t1, 'pending'],
    ['moved', 'one as old with another state', t2, 'pending'],
    ['same', 'a newer one with its state', t3, 'confirmed'],
    ['anomaly', 'one that cannot follow', t3, 'unheard-of'],
  ])('is %s by %s', (effect, _, at, state) => {
    expect(anyKind.effectOf(item(), seen(at!, state))).toBe(effect);
  });

  it.each([
    ['late', 'older', t1],
    ['unmapped', 'as old', t2],
    ['unmapped', 'newer', t3],
  ])('is %s by a word nobody knows that is %s', (effect, _, at) => {
    expect(anyKind.effectOf(item(), seen(at))).toBe(effect);
  });

  it('that is late is nothing at all', () => {
    const standing = item();
    expect(anyKind.applyObservation(standing, seen(t1, 'pending'))).toBe(standing);
  });
});

describe('a state', () => {
  it('that changes is told with AT&T’s word and reason, and who saw it', () => {
    const rejected = seen(t1, 'action-required', {
      ...{ status: 'rejected', reason: { code: '8A', text: 'Account number incorrect' } },
      details: { requestedDate: '2026-11-09' },
    });
    const before = portIn(seen(t0, 'pending', { details: { subscriberNumber: '2125550120' } }));
    const changed = anyKind.applyObservation(before, rejected, { by: 'erp', requestId: undefined });
    expect(changed).toMatchObject({
      ...{ state: 'action-required', stateAt: t1, observedAt: t1, updatedAt: t1 },
      raw: { status: 'rejected', code: '8A', text: 'Account number incorrect' },
      reason: { text: 'Account number incorrect' },
      details: { subscriberNumber: '2125550120', requestedDate: '2026-11-09' },
    });
    expect(last(changed)).toEqual({
      ...{ at: t1, type: 'state-changed', before: 'pending', after: 'action-required', status: 'rejected', by: 'erp' },
      reason: changed.reason?.code,
    });
  });

  it('from before what was last seen moves the item, and leaves the newest words and the time', () => {
    const odd = portIn(seen(t3, undefined, { status: 'ZZ', details: { a: 1 } }));
    const changed = anyKind.applyObservation(odd, seen(t2, 'confirmed', { details: { b: 2 } }));
    expect(changed).toMatchObject({ state: 'confirmed', stateAt: t2, observedAt: t3, updatedAt: t3 });
    expect([changed.raw, changed.details]).toEqual([{ status: 'ZZ' }, { a: 1 }]);
  });
});

describe('what AT&T says that cannot be', () => {
  let done: LongRunningRequest;
  let odd: LongRunningRequest;
  beforeEach(() => {
    done = portIn(seen(t1, 'completed'));
    odd = anyKind.applyObservation(done, seen(t2, 'pending'));
  });

  it('leaves the state, and is told with both', () => {
    expect(odd).toMatchObject({ state: 'completed', stateAt: t1, observedAt: t2, updatedAt: t2 });
    expect(odd.anomaly).toEqual({ at: t2, state: 'pending', status: 'pending' });
    expect(last(odd)).toEqual({ at: t2, type: 'anomaly', before: 'completed', after: 'pending', status: 'pending' });
    expect([anyKind.isDone(done), anyKind.isDone(odd), anyKind.keepsLocks(done), anyKind.keepsLocks(odd)]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  it.each<[string, Observation, boolean]>([
    ['is told once', seen(t3, 'pending'), false],
    ['is told again in another state', seen(t3, 'confirmed', { status: 'pending' }), true],
    ['is told again in another word', seen(t3, 'pending', { status: 'delayed' }), true],
  ])('%s', (_, observation, isTold) => {
    const again = anyKind.applyObservation(odd, observation);
    expect(again.timeline).toHaveLength(odd.timeline.length + (isTold ? 1 : 0));
    expect(again.anomaly?.at).toBe(t3);
  });

  it('is over with an answer that fits, but not with one that is older', () => {
    expect(anyKind.applyObservation(odd, seen(t3, 'completed'))).not.toHaveProperty('anomaly');
    expect(anyKind.applyObservation(odd, seen(t1, 'completed'))).toHaveProperty('anomaly');
  });

  it('has no word where AT&T gave none', () => {
    const { status: _status, ...wordless } = seen(t2, 'pending');
    expect(anyKind.applyObservation(done, wordless).anomaly).toEqual({ at: t2, state: 'pending' });
  });
});

describe('a word nobody knows', () => {
  let odd: LongRunningRequest;
  beforeEach(() => (odd = portIn(seen(t1, undefined, { status: 'ZZ', reason: { text: 'on ice' } }))));

  it('leaves the state, and is told with AT&T’s text', () => {
    expect(odd).toMatchObject({ state: 'pending', stateAt: t0, reason: { code: 'unmapped', text: 'on ice' } });
    expect(last(odd)).toEqual({ at: t1, type: 'unmapped', before: 'pending', status: 'ZZ' });
    expect(odd.anomaly).toBeUndefined();
  });

  it('is told once, and again when it is another or was gone meanwhile', () => {
    const told = (...observations: Observation[]) =>
      observations
        .reduce<LongRunningRequest>((item, one) => anyKind.applyObservation(item, one), odd)
        .timeline.map(({ type }) => type);
    expect(told(seen(t2))).toStrictEqual(['opened', 'unmapped']);
    expect(told(seen(t2, undefined, { status: 'YY' }))).toStrictEqual(['opened', 'unmapped', 'unmapped']);
    const gone = [seen(t2, 'pending', { status: 'ZZ' }), seen(t3)];
    expect(told(...gone)).toStrictEqual(['opened', 'unmapped', 'details-changed', 'unmapped']);
  });
});

describe('an answer with the state the item has', () => {
  let before: LongRunningRequest;
  beforeEach(() => (before = portIn(seen(t1, 'pending', { details: { a: 1, b: 2 } }))));
  const told = (parts: Partial<Observation>) => {
    const after = anyKind.applyObservation(before, seen(t2, 'pending', parts));
    return after.timeline.length - before.timeline.length;
  };

  it('is told when it shows other details, in whatever order AT&T names them', () => {
    expect(told({ details: { a: 1, b: 2 } })).toBe(0);
    expect(anyKind.applyObservation(before, seen(t2, 'pending'))).toMatchObject({ observedAt: t2, updatedAt: t1 });
    expect(told({ details: { b: 2, a: 1 } })).toBe(0);
    expect(told({ details: { b: 3 } })).toBe(1);
    expect(told({ details: { c: 3 } })).toBe(1);
    const reordered = { ...before, details: { b: 2, a: 1 } };
    expect(anyKind.applyObservation(reordered, seen(t2, 'pending', { details: { c: 3 } })).timeline).toHaveLength(
      before.timeline.length + 1,
    );
    const mixed = { ...before, details: { c: 3, b: 2, a: 1 } };
    const same = anyKind.applyObservation(mixed, seen(t2, 'pending', { details: { a: 1, b: 2, c: 3 } }));
    expect(same.timeline).toHaveLength(mixed.timeline.length);
  });

  it('is nothing new in whatever order the table gives the members of a line', () => {
    const stored = { ...before, details: { lines: [{ text: undefined, status: 'Failed', subscriberNumber: '1' }] } };
    const after = (lines: object[]) => anyKind.applyObservation(stored, seen(t2, 'pending', { details: { lines } }));
    expect(after([{ subscriberNumber: '1', status: 'Failed' }]).timeline).toHaveLength(before.timeline.length);
    expect(last(after([{ subscriberNumber: '1', status: 'Active' }]))).toMatchObject({ type: 'details-changed' });
  });

  it('is told when it gives another reason', () => {
    expect(told({ reason: { code: 'LATE' } })).toBe(1);
    const after = anyKind.applyObservation(before, seen(t2, 'pending', { reason: { code: 'LATE' } }));
    expect(last(after)).toEqual({
      ...{ at: t2, type: 'details-changed', after: 'pending', status: 'pending', reason: 'LATE' },
    });
  });
});
