import { profilesOf } from '#domain/business-time/port-in-sla';
import { operation as reservePort } from '#operations/apex-reserve-port/operation';
import { operation as requestPortIn } from '#operations/request-port-in/operation';
import { poll } from '#polling/poll';
import { pollsPerExecution, type ExecutionInput, type PollOutput } from '#polling/state-machine-io';
import { executionNameOf } from '#polling/poll-job';
import { Problem } from '#domain/problems/problems';
import { longRunningKey, longRunningRequestSchema } from '#tracking/long-running/long-running-request';
import { quickClient } from '../../support/quick-client';
import { watchedClient } from '../../support/watched-client';
import { firstInput, learned, pollingWorld, solutionProvider, subjectOf, type PollingWorldOptions } from './world';

const portIn = { kind: 'port-in' as const, id: 'P1' };
const body = { subscriberNumber: '2125550120', accountHolder: { address: { state: 'NY' } } };
const inState = (state: string) => ({ id: 'P1', state });

/** A port-in that was asked for on Tuesday 2026-11-03 at 10:00 in New York. */
const aPortIn = async (options: Partial<PollingWorldOptions> = {}) => {
  const client = watchedClient(quickClient());
  const startMs = Date.UTC(2026, 10, 3, 15);
  const world = pollingWorld({ client, replyTo: () => inState('pending'), startMs, ...options });
  await learned(world, subjectOf(requestPortIn, body), inState('acknowledged'));
  client.rest();
  const input = await firstInput(world, portIn);
  const item = async () =>
    longRunningRequestSchema.parse(await world.table.get(longRunningKey('port-in', solutionProvider, 'P1')));
  const watch = async () => (await world.pollJobs.find({ solutionProvider, ...portIn }))!;
  return { ...world, client, input, item, watch };
};

/** Polls as the state machine does until it is done or the time is over. */
const run = async (
  { deps, clock }: Pick<Awaited<ReturnType<typeof aPortIn>>, 'deps' | 'clock'>,
  input: ExecutionInput,
  hours: number,
): Promise<{ polls: number; last: PollOutput }> => {
  const endMs = clock.now() + hours * 3_600_000;
  let next: ExecutionInput = input;
  for (let polls = 1; ; polls += 1) {
    clock.advance(next.waitSeconds * 1000);
    const last = await poll(deps, next);
    if (last.done || clock.now() + last.waitSeconds * 1000 > endMs) return { polls, last };
    next = last.handOver ? last.next.input : last;
  }
};

describe('a poll', () => {
  it('records what AT&T shows and waits for the next one', async () => {
    const world = await aPortIn();
    const output = await poll(world.deps, world.input);
    expect(output).toMatchObject({ done: false, handOver: false, outcome: 'continue', polls: 1, run: world.input.run });
    expect(output.waitSeconds).toBeGreaterThan(100);
    expect((await world.item()).state).toBe('pending');
    expect(await world.watch()).toMatchObject({ polls: 1, misses: 0 });
  });

  it('asks with the read of the kind, the Solution Provider’s credentials and an id of its own', async () => {
    const world = await aPortIn();
    await poll(world.deps, world.input);
    const [call] = world.att.calls;
    expect(call).toMatchObject({ solutionProvider, request: { path: { portInId: 'P1' }, query: {} } });
    expect(call!.operation.id).toBe('get-port-in');
    expect(call!.callId).toBe(`${executionNameOf({ solutionProvider, ...portIn }, world.input.run)}.1`);
    expect(call!.callId.length).toBeLessThanOrEqual(128);
  });

  it('ends when AT&T will change nothing more, and nobody polls again', async () => {
    const world = await aPortIn({ replyTo: () => inState('completed') });
    const output = await poll(world.deps, world.input);
    expect(output).toMatchObject({ done: true, outcome: 'final' });
    expect((await world.item()).state).toBe('completed');
    expect(await world.watch()).toMatchObject({ outcome: 'final' });
    expect((await world.watch()).expiresAt).toBeGreaterThan(world.clock.now() / 1000);
    expect(await poll(world.deps, world.input)).toMatchObject({ done: true, outcome: 'superseded' });
    expect(world.att.calls).toHaveLength(1);
  });

  it('never takes a word nobody knows for an end', async () => {
    const world = await aPortIn({ replyTo: () => inState('handed to legal') });
    expect(await poll(world.deps, world.input)).toMatchObject({ done: false, outcome: 'continue' });
  });

  it('ends without asking AT&T when another execution has taken over', async () => {
    const world = await aPortIn();
    const taken = await world.pollJobs.takeOver(await world.watch(), 10);
    expect(await poll(world.deps, world.input)).toMatchObject({ done: true, outcome: 'superseded' });
    expect(world.att.calls).toHaveLength(0);
    expect(await poll(world.deps, { ...world.input, run: taken! })).toMatchObject({ done: false });
  });

  it('ends where the read is not bound', async () => {
    const world = await aPortIn({ isBound: () => false });
    expect(await poll(world.deps, world.input)).toMatchObject({ done: true, outcome: 'not-trackable' });
  });

  it('waits as long as AT&T asks, and longer and longer while it does not answer', async () => {
    const world = await aPortIn({ replyTo: () => 503 });
    const waits: number[] = [];
    let input: ExecutionInput = world.input;
    for (let polls = 0; polls < 12; polls += 1) waits.push((input = await poll(world.deps, input)).waitSeconds);
    expect(waits[0]).toBe(1800);
    expect(waits.at(-1)).toBeGreaterThan(4 * 1800 - 1);
    expect(await world.watch()).toMatchObject({ misses: 12 });
    expect((await world.item()).state).toBe('submitted');
  });

  it('goes on when the credentials are refused or the circuit is open', async () => {
    const replies = [
      new Problem('credentials-unavailable'),
      new Problem('upstream-unavailable', { retryAfterSeconds: 900 }),
    ];
    const world = await aPortIn({ replyTo: () => replies.shift() ?? inState('pending') });
    expect(await poll(world.deps, world.input)).toMatchObject({ done: false });
    expect((await poll(world.deps, world.input)).waitSeconds).toBeGreaterThanOrEqual(900);
    await poll(world.deps, world.input);
    expect(await world.watch()).toMatchObject({ misses: 0, polls: 3 });
    const logged = world.log.lines.filter(({ message }) => message === 'poll-missed').map(({ facts }) => facts.outcome);
    expect(logged).toEqual(['credentials-unavailable', 'upstream-unavailable']);
  });

  it('fails for the state machine to try again when something of ours is wrong', async () => {
    const world = await aPortIn({ replyTo: () => new TypeError('ours') });
    await expect(poll(world.deps, world.input)).rejects.toThrow('ours');
  });

  it('keeps to the Solution Provider’s polls a minute', async () => {
    const world = await aPortIn({ pollsPerMinute: 2 });
    for (let polls = 0; polls < 4; polls += 1) await poll(world.deps, world.input);
    expect(world.att.calls).toHaveLength(2);
    world.clock.advance(60_000);
    await poll(world.deps, world.input);
    expect(world.att.calls).toHaveLength(3);
  });

  it('costs six requests to the table, one of them only once in 20 seconds, and one less where it finds nothing new', async () => {
    const world = await aPortIn();
    world.client.rest();
    await poll(world.deps, world.input);
    expect(world.client.sent).toEqual(['GetItem', 'GetItem', 'UpdateItem', 'GetItem', 'PutItem', 'UpdateItem']);
    world.client.rest();
    await poll(world.deps, world.input);
    expect(world.client.sent).toEqual(['GetItem', 'UpdateItem', 'GetItem', 'UpdateItem']);
  });
});

describe('a port-in followed to its end', () => {
  it('costs at most 60 polls in three days', async () => {
    const world = await aPortIn();
    expect((await run(world, world.input, 72)).polls).toBeLessThanOrEqual(60);
  });

  it('is told to be overdue once per threshold, in its timeline and as a metric', async () => {
    const world = await aPortIn();
    const { last } = await run(world, world.input, 24 * 14);
    expect(last.outcome).toBe('overdue');
    const told = (await world.item()).timeline.filter(({ type }) => type === 'overdue');
    // The day’s midnight in New York, and that of four business days later; each told by the next poll.
    expect((await world.watch()).dueAt).toEqual(['2026-11-04T05:00:00.000Z', '2026-11-10T05:00:00.000Z']);
    expect(told).toHaveLength(2);
    expect(told[0]!.at > '2026-11-04T05:00' && told[0]!.at < '2026-11-04T14:00').toBe(true);
    expect(told[1]!.at > '2026-11-10T05:00' && told[1]!.at < '2026-11-10T15:00').toBe(true);
    expect(world.metrics.emitted.filter(({ values }) => values.OverdueItems)).toHaveLength(2);
  });

  it('is due when the tenant says, and told of by the same clock', async () => {
    const profiles = profilesOf(['simple', { counts: 'hours', hours: 3 }]);
    const world = await aPortIn({ portInProfiles: profiles });
    const threeHoursOn = new Date(world.clock.now() + 3 * 3_600_000).toISOString();
    expect((await world.watch()).dueAt).toEqual([threeHoursOn, '2026-11-04T05:00:00.000Z']);
    expect((await world.item()).details['dueAt']).toBe(threeHoursOn);
    await run(world, world.input, 7);
    expect((await world.item()).timeline.filter(({ type }) => type === 'overdue')).toHaveLength(1);
  });

  it('is not told to be overdue when it ends in time', async () => {
    const world = await aPortIn({ replyTo: () => inState('completed') });
    await run(world, world.input, 24 * 14);
    expect((await world.item()).timeline.some(({ type }) => type === 'overdue')).toBe(false);
  });

  it('is given up after 60 days, aloud', async () => {
    const world = await aPortIn();
    const { last } = await run(world, world.input, 24 * 70);
    expect(last).toMatchObject({ done: true, outcome: 'gave-up' });
    expect((await world.item()).timeline.at(-1)).toMatchObject({ type: 'gave-up' });
    expect(world.metrics.emitted.filter(({ values }) => values.PollingGivenUp)).toHaveLength(1);
  });

  it('goes on in a fresh execution of another name, long before the first has too long a history', async () => {
    const world = await aPortIn();
    const output = await poll(world.deps, { ...world.input, polls: pollsPerExecution - 1 });
    expect(output).toMatchObject({ done: false, handOver: true });
    expect(output.next.input).toMatchObject({ polls: 0, waitSeconds: output.waitSeconds });
    expect(output.next.name).not.toBe(executionNameOf({ solutionProvider, ...portIn }, world.input.run));
    expect(output.next.name).toMatch(/^[\w-]{1,80}$/);
    expect(await poll(world.deps, world.input)).toMatchObject({ outcome: 'superseded' });
    expect(await poll(world.deps, output.next.input)).toMatchObject({ done: false, handOver: false });
  });
});

describe('a poll whose process dies', () => {
  const requests = 5;

  it.each(['crash-before', 'crash-after', 'answer-lost', 'throttled'] as const)(
    'loses nothing and tells nothing twice: %s of any request',
    async (mishap) => {
      for (let nth = 1; nth <= requests + 1; nth += 1) {
        const world = await aPortIn({ replyTo: () => inState('confirmed') });
        // So late that the poll also tells of the threshold.
        world.clock.advance(48 * 3_600_000);
        world.client.goWrong(nth, mishap);
        await Promise.race([poll(world.deps, world.input).catch(() => undefined), world.client.died()]);
        world.client.rest();
        await poll(world.deps, world.input);
        const { state, timeline } = await world.item();
        expect(state).toBe('confirmed');
        expect(timeline.map(({ type }) => type)).toEqual(['opened', 'state-changed', 'overdue']);
      }
    },
  );
});

describe('an APEX sub-order after an enrichment', () => {
  const [quoteId, orderId, subOrderId] = ['0Q0dx00000TestQAAA', '801dx00000TestOAAA', '801dx00000TestSAAA'];

  it('is asked about until a record is there; told late in between, by its sub-order', async () => {
    let records: object[] = [];
    const startMs = Date.UTC(2026, 10, 3, 15);
    const world = pollingWorld({ client: quickClient(), replyTo: () => records, startMs });
    const order = await world.orders.adopt({ solutionProvider, program: 'apex', quoteId, origin: 'here', by: 'crm' });
    const at = new Date(startMs).toISOString();
    const created = { name: 'order' as const, value: 'created', provenance: 'observed' as const, at };
    await world.orders.record(order, created, { ids: { orderId, subOrderIds: [subOrderId] } });
    await learned(world, subjectOf(reservePort, { subOrderId }), { isSuccess: true });
    const input = await firstInput(world, { kind: 'enrichment-status', id: subOrderId });
    expect((await run(world, input, 30)).last.done).toBe(false);
    records = [{ Id: '802dx00000TestRAAA', 'Product2.Name': 'Port' }];
    expect((await run(world, input, 30)).last.outcome).toBe('final');
    const fact = `enrichmentRecords:${subOrderId}`;
    const { timeline = [], facts } = (await world.orders.find(solutionProvider, quoteId)) ?? {};
    expect(timeline.slice(-2)).toMatchObject([
      { type: 'overdue', fact },
      { type: 'fact-recorded', fact, after: 'present', by: 'status-poller' },
    ]);
    expect(facts?.[fact]).toMatchObject({ provenance: 'observed', raw: { products: 'Port' } });
  });
});
