import type { Invoke } from '#bulk/invoke';
import { bulkRig, newestOf, submitChanges, type BulkRig } from '../../support/bulk-rig';

const rowCount = 24;
const hourMs = 3_600_000;

type Answer = Awaited<ReturnType<Invoke>>;

const problem = (status: number, code: string): Answer => ({
  statusCode: status,
  headers: { 'retry-after': '7' },
  body: JSON.stringify({ code, retryable: true, status }),
});

const unknown: Answer = {
  statusCode: 202,
  headers: { location: '/v1/requests/req_1', 'x-request-record': '/v1/requests/req_1', 'retry-after': '30' },
  body: JSON.stringify({ outcome: 'unknown' }),
};

/** A bulk write during which AT&T is out of reach for a time. */
const throughOutage = async (answer: Answer | Error, lasting: number) => {
  let [isOut, calls] = [false, 0];
  const tried = new Set<unknown>();
  const rig: BulkRig = await bulkRig({
    through: (invoke) => (id, event) => {
      if (event.queryStringParameters?.['validate'] === 'true' || !isOut) return invoke(id, event);
      calls += 1;
      tried.add(event.requestContext.requestId);
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
  });
  const id = await submitChanges(rig, rowCount);
  isOut = true;
  const end = rig.clock.now() + lasting;
  let output = await rig.slice(newestOf(rig));
  while (rig.clock.now() < end && !output.done && !output.handOver) {
    rig.clock.advance(output.waitSeconds * 1000);
    if (rig.clock.now() < end) output = await rig.slice(output);
  }
  const during = await rig.look(id);
  isOut = false;
  await rig.run();
  return { rig, id, calls, tried: tried.size, during };
};

describe.each<[string, Answer | Error]>([
  ['answers that it is not available', problem(503, 'upstream-unavailable')],
  ['takes no more calls', problem(429, 'too-many-requests')],
  ['gives no answer, so that nobody knows', unknown],
  ['leaves the operation’s function hanging', new Error('the function was killed')],
])('while AT&T %s', (_, answer) => {
  it('a bulk write tries a row now and then, and does all of them, once, when it is back', async () => {
    const { rig, id, calls, tried, during } = await throughOutage(answer, hourMs);
    // Those under way at first, and one at 5 s, 10 s, 20 s … and then every five minutes.
    const probes = 4 + 6 + 12;
    expect(tried).toBeLessThanOrEqual(probes);
    // How one of unknown outcome ended is asked again, which sends nothing to AT&T.
    if (answer !== unknown) expect(calls).toBeLessThanOrEqual(probes);
    expect(during).toMatchObject({ state: 'running', isAttOutOfReach: true, settled: 0 });
    const view = await rig.look(id);
    expect(view).toMatchObject({ state: 'finished', counts: { succeeded: rowCount } });
    expect(view).not.toHaveProperty('isAttOutOfReach');
    expect(rig.effects().map(({ count }) => count)).toEqual(Array(rowCount).fill(1));
  });
});

describe('a row with a trouble of its own', () => {
  it('of which nobody knows the outcome makes no other wait', async () => {
    const rig: BulkRig = await bulkRig({
      through: (invoke) => (id, event) =>
        event.requestContext.requestId.endsWith(':5') && event.queryStringParameters?.['validate'] !== 'true'
          ? Promise.resolve(unknown)
          : invoke(id, event),
    });
    const id = await submitChanges(rig, 12);
    await rig.slice(newestOf(rig));
    expect(await rig.look(id)).toMatchObject({ state: 'running', counts: { succeeded: 11, unknown: 1 } });
    expect(await rig.look(id)).not.toHaveProperty('isAttOutOfReach');
  });

  it('does not keep the others from being done', async () => {
    const rig: BulkRig = await bulkRig({
      through: (invoke) => (id, event) =>
        event.requestContext.requestId.endsWith(':0') && event.queryStringParameters?.['validate'] !== 'true'
          ? Promise.resolve(problem(503, 'upstream-unavailable'))
          : invoke(id, event),
    });
    const id = await submitChanges(rig, 12);
    await rig.run(12);
    expect(await rig.look(id)).toMatchObject({ state: 'running', counts: { succeeded: 11, waiting: 1 } });
  });
});
