import { createCredentialRegister } from '../../../tools/simulator/credentials';
import { createEffectLog } from '../../../tools/simulator/effects';
import { createFaultQueue } from '../../../tools/simulator/faults';
import { createRequestLog } from '../../../tools/simulator/request-log';

describe('credentials', () => {
  it('by rule belong to the Solution Provider and family they name, hyphens and all', () => {
    const register = createCredentialRegister();
    expect(
      register.identify('ordering-apex', 'demo-ordering-apex-A-06399x', 'demo-secret-ordering-apex-A-06399x'),
    ).toEqual({
      solutionProvider: 'A-06399x',
      secretMatches: true,
    });
    expect(
      register.identify('mobility', 'demo-ordering-apex-A-06399x', 'demo-secret-ordering-apex-A-06399x').secretMatches,
    ).toBe(false);
  });

  it('with a wrong secret still tell who it is meant to be', () => {
    const register = createCredentialRegister();
    expect(register.identify('mobility', 'demo-mobility-10006', 'x')).toEqual({
      solutionProvider: '10006',
      secretMatches: false,
    });
  });

  it.each([undefined, '', 'demo-mobility-', 'nobody'])('of client id %j are nobody’s', (clientId) => {
    expect(createCredentialRegister().identify('mobility', clientId, 'demo-secret-mobility-')).toEqual({
      secretMatches: false,
    });
  });

  it('can be stated, refused and taken again', () => {
    const register = createCredentialRegister();
    const pair = {
      solutionProvider: '10006',
      family: 'mobility',
      clientId: 'new-id',
      clientSecret: 'new-secret',
    } as const;
    register.set({ ...pair, accepted: true });
    expect(register.identify('mobility', 'new-id', 'new-secret')).toEqual({
      solutionProvider: '10006',
      secretMatches: true,
    });
    expect(register.identify('mobility', 'new-id', 'old-secret')).toEqual({
      solutionProvider: '10006',
      secretMatches: false,
    });
    register.set({ ...pair, accepted: false });
    expect(register.identify('mobility', 'new-id', 'new-secret').secretMatches).toBe(false);
    expect(register.all()).toHaveLength(1);
  });

  it('keep two secrets of one client id apart', () => {
    const register = createCredentialRegister();
    const common = { solutionProvider: '10006', family: 'mobility', clientId: 'id' } as const;
    register.set({ ...common, clientSecret: 'first', accepted: false });
    register.set({ ...common, clientSecret: 'second', accepted: true });
    expect(register.identify('mobility', 'id', 'first').secretMatches).toBe(false);
    expect(register.identify('mobility', 'id', 'second').secretMatches).toBe(true);
  });
});

describe('the request log', () => {
  const request = (bodyText: string): Parameters<ReturnType<typeof createRequestLog>['add']>[0] => ({
    at: '2026-03-01T08:00:00.000Z',
    method: 'POST',
    path: '/',
    operation: null,
    solutionProvider: null,
    clientId: null,
    secretMatches: false,
    headers: {},
    bodyText,
    answerStatus: null,
    fault: null,
    effectId: null,
  });

  it('keeps the last 10,000 and their numbers', () => {
    const log = createRequestLog();
    for (let count = 0; count < 35_000; count += 1) log.add(request(''));
    const kept = log.list({});
    expect([kept.length, kept[0]?.number, kept.at(-1)?.number]).toEqual([10_000, 25_001, 35_000]);
  });

  it('keeps fewer when they are large', () => {
    const log = createRequestLog();
    const large = 'x'.repeat(1_048_576);
    for (let count = 0; count < 100; count += 1) log.add(request(large));
    expect(log.list({}).map(({ number }) => number)).toEqual(Array.from({ length: 64 }, (_, index) => index + 37));
  });

  it('shows what became of a request that was noted before it was answered', () => {
    const log = createRequestLog();
    log.add(request('{"a":1}')).answerStatus = 200;
    expect(log.list({})).toMatchObject([{ answerStatus: 200, body: { a: 1 } }]);
  });
});

describe('the effect log', () => {
  const at = new Date('2026-03-01T08:00:00Z');

  it('goes on with its numbers after a restart', () => {
    const log = createEffectLog();
    log.commit('create', '1', 'a', at);
    const restarted = createEffectLog();
    restarted.load(log.all());
    expect([restarted.commit('create', '1', 'a', at), restarted.commit('create', '1', 'b', at)]).toEqual([
      'effect-1',
      'effect-2',
    ]);
    expect(restarted.all()).toMatchObject([
      { key: 'a', count: 2 },
      { key: 'b', count: 1 },
    ]);
  });

  it('forgets the oldest of more than 100,000', () => {
    const log = createEffectLog();
    for (let count = 0; count <= 100_000; count += 1) log.commit('create', '1', String(count), at);
    expect([log.all().length, log.all()[0]?.key]).toEqual([100_000, '1']);
  });
});

describe('faults', () => {
  it('strike in the order they were asked for', () => {
    const faults = createFaultQueue();
    faults.add({ operation: 'a', fault: { status: 501 }, times: 1 });
    faults.add({ operation: '*', fault: { status: 502 }, times: 2 });
    const taken = ['b', 'a', 'a', 'a'].map((operation) => faults.take(operation, undefined)?.status);
    expect(taken).toEqual([502, 501, 502, undefined]);
  });

  it('of one Solution Provider do not strike those who are nobody', () => {
    const faults = createFaultQueue();
    faults.add({ operation: '*', fault: { status: 500 }, times: 1, solutionProvider: '1' });
    expect(faults.take('a', undefined)).toBeUndefined();
    expect(faults.take('a', '1')).toEqual({ status: 500 });
  });
});
