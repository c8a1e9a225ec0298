import { createHandOver } from '#api/late-answers';
import { TransportError } from '#att/transport';
import { dynaliteClient } from '../../support/dynalite-client';
import { solutionProvider } from '../../support/gateway-rig';
import {
  attWith,
  body,
  lateRig,
  operation,
  requestIdOf,
  respondAsync,
  second,
  type LateAtt,
  type LateRig,
  type LateRigOptions,
} from '../../support/late-rig';
import { watchedClient } from '../../support/watched-client';

let client: Awaited<ReturnType<typeof dynaliteClient>>;
beforeEach(async () => {
  client = await dynaliteClient();
});
afterEach(() => client.destroy());

const rigWith = (att: Pick<LateAtt, 'transport'>, options: Partial<LateRigOptions> = {}): LateRig =>
  lateRig({ client, transport: att.transport, ...options });
const asked = { body, key: 'k-1' };
const askedLate = { ...asked, headers: respondAsync };

const unreachable = () => attWith(() => new TransportError('connect', false));
const failures = ({ rig }: LateRig) =>
  rig.metrics.emitted.filter(({ values }) => 'OperationFailures' in values).map(({ about }) => about);
const linesOf = ({ rig }: LateRig, message: string) =>
  [...rig.log.lines, ...rig.metrics.emitted.flatMap(({ line }) => line ?? [])].filter(
    (line) => line.message === message,
  );

describe('a worker', () => {
  it('gives AT&T no longer than it lives itself, but for the time the record takes', async () => {
    const att = attWith();
    const late = rigWith(att);
    await late.rig.call(operation, askedLate);
    await late.deliver(30 * second);
    expect(att.deadlines).toEqual([26 * second]);
  });

  it('begins nothing in the very moment by which it had to', async () => {
    const att = attWith();
    const late = rigWith(att);
    await late.rig.call(operation, askedLate);
    late.clock.advance(90 * second);
    await late.deliver();
    expect(att.sent).toEqual([]);
  });

  it.each([
    ['of another operation', (one: LateRig['waiting'][number]) => ({ ...one, operation: 'activate-service' as const })],
    ['of no request', ({ operation: id }) => ({ operation: id, handover: { requestId: 'req_none', owner: 'o' } })],
    ['of another claim', (one) => ({ ...one, handover: { ...one.handover, owner: 'another' } })],
  ])('that is told %s begins nothing', async (_, told) => {
    const att = attWith();
    const late = rigWith(att);
    await late.rig.call(operation, askedLate);
    late.waiting.push(...late.waiting.splice(0).map(told));
    await late.deliver();
    expect([att.sent, late.rig.log.lines.filter(({ level }) => level === 'error')]).toEqual([[], []]);
  });

  const answered = { upstreamStatus: 201, durationMs: expect.any(Number) as number };
  const missed = expect.objectContaining({ failure: 'connect' }) as object;

  it.each([
    ['done', attWith, { status: 201, upstream: [answered] }],
    ['not sent', unreachable, { status: 503, problem: 'upstream-unavailable', upstream: [missed, missed, missed] }],
  ])('says in one line what came of a write that was %s', async (_, att, said) => {
    const late = rigWith(att());
    const requestId = requestIdOf(await late.rig.call(operation, askedLate));
    await late.deliver();
    expect(linesOf(late, 'late-write-ended').map(({ facts }) => facts)).toEqual([
      {
        ...{ operation, requestId, solutionProvider, callId: expect.any(String) as string },
        ...{ ...said, durationMs: expect.any(Number) as number },
      },
    ]);
  });

  it('that fails in a way nobody has foreseen says so, and leaves the record to be looked into', async () => {
    const late = rigWith({ transport: () => Promise.reject(new TypeError('made up')) });
    const requestId = requestIdOf(await late.rig.call(operation, askedLate));
    await expect(late.deliver()).rejects.toThrow('made up');
    expect(linesOf(late, 'operation-failed')).toMatchObject([{ facts: { operation, requestId, solutionProvider } }]);
    expect(await late.recordOf(requestId)).toMatchObject({ outcome: 'in-flight' });
  });

  it('counts a failure where the caller is gone, and leaves it to him who answers the caller otherwise', async () => {
    const late = rigWith(unreachable());
    await late.rig.call(operation, askedLate);
    expect(failures(late)).toEqual([]);
    await late.deliver();
    expect(failures(late)).toEqual([{ operation, solutionProvider, family: 'mobility' }]);
    const inTime = rigWith(unreachable());
    inTime.during.pause = () => inTime.deliver();
    await inTime.rig.call(operation, { ...asked, key: 'k-2' });
    expect(failures(inTime)).toHaveLength(1);
  });
});

describe('whoever waits for a worker', () => {
  it('looks more and more seldom, but every two seconds at least, and answers as soon as it sees the end', async () => {
    const late = rigWith(attWith());
    const looks = [0];
    late.during.pause = (passedMs) => {
      looks.push(passedMs);
      return passedMs > 7 * second ? late.deliver() : undefined;
    };
    expect(await late.rig.call(operation, asked)).toMatchObject({ status: 201 });
    const pauses = looks.slice(1).map((passedMs, index) => passedMs - looks[index]!);
    expect(pauses.slice(0, 3)).toEqual([150, 225, 337.5]);
    expect(Math.max(...pauses)).toBe(2 * second);
    expect(looks.filter((passedMs) => passedMs > 7 * second)).toHaveLength(1);
  });

  it('takes no other claim’s end for its own', async () => {
    let reached = unreachable();
    const late = rigWith({ transport: (request, deadlineMs) => reached.transport(request, deadlineMs) });
    late.during.pause = async () => {
      late.during.pause = () => undefined;
      await late.deliver();
      reached = attWith();
      await late.rig.call(operation, askedLate);
      await late.deliver();
    };
    expect(await late.rig.call(operation, asked)).toMatchObject({
      ...{ status: 409, body: { code: 'request-in-progress' }, headers: { 'retry-after': '1' } },
    });
    expect(await late.rig.call(operation, asked)).toMatchObject({ status: 201 });
    expect(reached.sent).toHaveLength(1);
  });
});

describe('a hand-over', () => {
  it('names the worker of the operation, and says which write', async () => {
    const handed: unknown[] = [];
    const invokeLater = (...given: unknown[]) => Promise.resolve({ taken: handed.push(given) });
    await createHandOver(invokeLater, 'acme-late-')(operation, { requestId: 'req_1', owner: 'o' });
    expect(handed).toEqual([[`acme-late-${operation}`, { requestId: 'req_1', owner: 'o' }]]);
  });

  const failing = () => Promise.reject(new Error('throttled'));

  it('that fails is told, and when to try again', async () => {
    const late = rigWith(attWith(), { onHandOver: failing });
    const answer = await late.rig.call(operation, asked);
    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '2' } });
    expect(linesOf(late, 'write-not-handed-over')).toMatchObject([
      { facts: { operation, requestId: requestIdOf(answer), errorName: 'Error' } },
    ]);
  });

  it('that fails and cannot be taken back either is not said to have sent nothing', async () => {
    const [att, watched] = [attWith(), watchedClient(client)];
    const late = rigWith(att, {
      client: watched,
      onHandOver: () => {
        watched.goWrong(1, 'failed');
        return failing();
      },
    });
    expect(await late.rig.call(operation, askedLate)).toMatchObject({ status: 202, body: { outcome: 'in-flight' } });
    await late.deliver();
    expect(att.sent).toHaveLength(1);
  });
});
