import { anyKind } from '#tracking/long-running/any-kind';
import { longRunningRules } from '#domain/mobility/long-running-kinds';
import { longRunningKinds, type Observation } from '#domain/mobility/observation';
import { isFinal, mayFollow, stateOfWord, statesOf, unknownState } from '#domain/mobility/long-running-kind';

const [early, late] = ['2026-11-05T09:00:00.000Z', '2026-11-05T10:00:00.000Z'];

describe.each(longRunningKinds)('the states of a %s', (kind) => {
  const rules = longRunningRules[kind];
  const states = statesOf(rules);
  const pairs = states.flatMap((from) => states.map((to) => [from, to] as const));

  const itemIn = (state: string) =>
    anyKind.newLongRunningRequest(
      { kind, id: 'X-1', solutionProvider: 'SP', origin: 'here', observation: seen(state, early) },
      {},
    );
  const seen = (state: string, at: string): Observation => ({ at, status: `word of ${state}`, state, details: {} });

  it('lead only to states that there are, and somewhere to an end', () => {
    expect(
      Object.values(rules.next)
        .flat()
        .filter((state) => !states.includes(state)),
    ).toEqual([]);
    expect(states.filter((state) => isFinal(rules, state)).length).toBeGreaterThan(1);
  });

  it('can be reached at once where they can be reached in two steps, because reads miss states', () => {
    const missing = pairs.filter(
      ([from, to]) =>
        from !== to &&
        !mayFollow(rules, from, to) &&
        states.some((middle) => mayFollow(rules, from, middle) && mayFollow(rules, middle, to)),
    );
    expect(missing).toEqual([]);
  });

  it('are all there for an item of which nothing is known', () => {
    expect([...(rules.next[unknownState] ?? [])].toSorted()).toEqual(
      states.filter((state) => state !== unknownState).toSorted(),
    );
  });

  it('are never left once they are final', () => {
    for (const state of states.filter((one) => isFinal(rules, one))) {
      expect(states.some((to) => mayFollow(rules, state, to))).toBe(false);
    }
  });

  it.each(pairs)(
    '%s, then AT&T says %s: moves where the table allows it, and otherwise stays and says so',
    (from, to) => {
      const before = itemIn(from);
      const after = anyKind.applyObservation(before, seen(to, late));
      expect(after.raw.status).toBe(`word of ${to}`);
      if (from === to) expect([after.state, after.anomaly]).toEqual([from, undefined]);
      else if (mayFollow(rules, from, to)) {
        expect([after.state, after.anomaly]).toEqual([to, undefined]);
        expect(after.timeline.at(-1)).toMatchObject({ type: 'state-changed', before: from, after: to });
      } else {
        expect(after.state).toBe(from);
        expect(after.anomaly).toEqual({ at: late, state: to, status: `word of ${to}` });
        expect(after.timeline.at(-1)).toMatchObject({ type: 'anomaly', before: from, after: to });
      }
    },
  );

  it.each(states)('stay as they are in %s when AT&T uses a word nobody knows', (state) => {
    const after = anyKind.applyObservation(itemIn(state), { at: late, status: 'ZZ-REVIEW', details: {} });
    expect([after.state, after.raw.status, after.reason?.code]).toEqual([state, 'ZZ-REVIEW', 'unmapped']);
    expect(after.timeline.at(-1)).toMatchObject({ type: 'unmapped', status: 'ZZ-REVIEW' });
  });

  it('are meant by every word in the table, whatever its capitals and hyphens', () => {
    for (const [word, state] of Object.entries(rules.words)) {
      expect(states).toContain(state);
      expect(stateOfWord(rules, word.toUpperCase())).toBe(state);
      expect(stateOfWord(rules, ` ${word.slice(0, 1)}-${word.slice(1)} `)).toBe(state);
    }
    for (const word of ['', 'constructor', 'toString', '__proto__', 'ZZ'])
      expect(stateOfWord(rules, word)).toBeUndefined();
  });
});

it('knows every state word of the neighbouring family', () => {
  const words =
    'acknowledged pending sent delayed rejected held confirmed inProgress cancelled completed failed partial OP CF CO CT CN DN ER';
  const unknown = words.split(' ').filter((word) => stateOfWord(longRunningRules['port-in'], word) === undefined);
  expect(unknown).toEqual([]);
});

it('takes no confirmation back because work goes on after it', () => {
  const { refine } = longRunningRules['port-in'];
  expect(refine?.('pending', { confirmedDate: '2026-11-06' }, 'inprogress')).toBe('confirmed');
  expect(refine?.('pending', { confirmedDate: '2026-11-06' }, 'held')).toBe('pending');
  expect(refine?.('pending', { confirmedDate: null }, 'inprogress')).toBe('pending');
});

it('ends a batch partly failed when a line failed, even if AT&T calls it completed', () => {
  const { read, refine } = longRunningRules['pdp-provisioning'];
  const line = (profileUpdate: string) => ({ profileCheck: 'completed', ipReservation: 'completed', profileUpdate });
  const stateFor = (...words: string[]) => refine?.('completed', read({ subscribers: words.map(line) }).details);
  expect(stateFor('completed', 'failed')).toBe('partly-failed');
  expect(stateFor('failed', 'failed')).toBe('failed');
  expect(stateFor('completed', 'completed')).toBe('completed');
});

it.each([
  ['port-in', 'Complete', 'completed'],
  ['port-in', 'COMPLETED', 'completed'],
  ['port-in', 'Port Complete', 'completed'],
  ['port-in', 'PORT_COMPLETED', 'completed'],
  ['port-in', 'Action Required', 'action-required'],
  ['port-in', 'ACTION-REQUIRED', 'action-required'],
  ['port-in', 'Port Rejected', 'action-required'],
  ['port-in', 'Port Confirmed', 'confirmed'],
  ['port-in', 'Port Cancelled', 'cancelled'],
  ['port-in', 'Port Failed', 'failed'],
  ['pdp-provisioning', 'Complete', 'completed'],
] as const)('a %s that AT&T calls “%s” is %s', (kind, word, state) => {
  expect(stateOfWord(longRunningRules[kind], word)).toBe(state);
});
