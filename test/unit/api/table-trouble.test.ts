import { requestRecordId } from '#requests/request-record';
import { gatewayRig, solutionProvider, type Answer, type GatewayRig } from '../../support/gateway-rig';
import { makeUpDate, passTime } from '../../support/made-up-date';
import { quickClient } from '../../support/quick-client';
import { simulatedAtt, type SimulatedAtt } from '../../../tools/simulator/in-process';
import { flowSteps, walkTo } from '../../support/walk-order';
import { mishaps, watchedClient, type Mishap, type WatchedClient } from '../../support/watched-client';

beforeAll(() => makeUpDate());
afterAll(() => jest.useRealTimers());

let client: WatchedClient;
let att: SimulatedAtt;
let rig: GatewayRig;

/** The step, one call away, on an order that is settled. */
const ready = async (id: (typeof flowSteps)[number]) => {
  client = watchedClient(quickClient());
  att = simulatedAtt();
  rig = gatewayRig({ client, transport: att.transport });
  const { ids, body } = await walkTo(rig, att, id);
  if (ids.quoteId) await rig.order(ids.quoteId);
  const asked = () => att.calls.filter(({ operation }) => operation === id).length;
  const before = asked();
  return {
    ids,
    asked: () => asked() - before,
    /** In the process that lives now. */
    call: () => rig.call(id, { key: 'step', body }),
    record: () => rig.requests.find(requestRecordId(solutionProvider, id, 'step')),
  };
};

/** The nth request to DynamoDB goes wrong, and those the gateway makes to clean up behind it as well or not. */
const sites = flowSteps.flatMap((id) => [1, 2, 3].map((nth) => ({ id, nth })));
const failing: readonly Mishap[] = ['throttled', 'failed', 'answer-lost'];

/** A caller that keeps at it: the same call, until there is an answer that ends it. */
const insist = async (call: () => Promise<Answer>): Promise<Answer> => {
  let answer = await call();
  for (
    let tries = 0;
    tries < 3 && ['request-in-progress', 'service-unavailable'].includes(String(answer.body['code']));
    tries += 1
  ) {
    passTime(60_000);
    answer = await call();
  }
  return answer;
};

describe.each(failing)('a request to DynamoDB that is %s', (mishap) => {
  it.each(sites)(
    'for $id, number $nth: a clear 503 before AT&T is asked, AT&T’s own answer after, and no key is stuck',
    async ({ id, nth }) => {
      const step = await ready(id);
      client.rest();
      client.goWrong(nth, mishap);
      const first = await step.call();
      const hasStruck = client.sent.length >= nth;
      client.rest();
      if (hasStruck) {
        expect([200, 503]).toContain(first.status);
        expect(step.asked()).toBe(first.status === 503 ? 0 : 1);
      }
      if (first.status === 503) {
        expect(first).toMatchObject({ body: { code: 'service-unavailable', retryable: true } });
        expect(first.headers).toHaveProperty('retry-after');
      }
      const end = await insist(step.call);
      // Done now or before; or known to be unknown, which the reconciler follows up. Never in the way without an end.
      expect([200, 202]).toContain(end.status);
      expect(step.asked()).toBeLessThanOrEqual(1);
      if (first.status === 200 || end.status === 200) expect(step.asked()).toBe(1);
      if (end.status === 202) expect(await step.record()).toMatchObject({ outcome: 'in-flight' });
    },
  );
});

describe('DynamoDB down for good', () => {
  it.each(sites.filter(({ nth }) => nth < 3))(
    'from request $nth of $id on is a 503, and nothing is sent',
    async ({ id, nth }) => {
      const step = await ready(id);
      client.rest();
      client.goWrong(nth, 'failed', 100);
      const answer = await step.call();
      if (nth === 2 && id.endsWith('create-quote')) {
        // Its second request comes after AT&T has answered.
        expect(answer.status).toBe(200);
      } else {
        expect(answer).toMatchObject({ status: 503, body: { code: 'service-unavailable' } });
        expect(step.asked()).toBe(0);
      }
    },
  );
});

describe('a process that dies', () => {
  const deaths = sites.flatMap((site) =>
    mishaps.filter((mishap) => mishap.startsWith('crash')).map((mishap) => ({ ...site, mishap })),
  );

  it.each(deaths)(
    'at request $nth of $id ($mishap): repeating the call asks AT&T at most once',
    async ({ id, nth, mishap }) => {
      const step = await ready(id);
      client.rest();
      client.goWrong(nth, mishap);
      const died = await Promise.race([step.call().then(() => false), client.died().then(() => true)]);
      client.rest();
      if (!died) return;
      rig = gatewayRig({ client, transport: att.transport });
      const end = await insist(step.call);
      expect([200, 202]).toContain(end.status);
      expect(step.asked()).toBeLessThanOrEqual(1);
      // Claimed and not settled: nobody knows. Otherwise the call is as good as new, or done.
      const outcome = (await step.record())?.outcome;
      expect(end.status).toBe(outcome === 'in-flight' ? 202 : 200);
    },
  );
});
