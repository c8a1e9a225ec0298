import { lateOperations } from '../../lib/config/late-answers';
import { idle, totalOf, type Usage } from '../../tools/cost/bill';
import { monthlyCost } from '../../tools/cost/monthly-cost';
import { priceTable } from '../../tools/cost/prices';
import { mostCustomMetrics } from '../../tools/cost/standing';
import { resourcesOf as deployedOf } from '../../tools/cost/templates';
import { callsIn, courseOfOrder, pollsWithin } from '../../tools/cost/usage';
import { aTenant } from './synthesized';

const tenant = aTenant();
const resources = deployedOf(tenant);
const costOf = (usage: Partial<Usage>, of = tenant, deployed = resources): number =>
  totalOf(monthlyCost(of, { ...idle, ...usage }, deployed));
const quantityOf = (what: string, of = tenant, deployed = resources): number =>
  monthlyCost(of, idle, deployed)
    .flatMap(({ lines }) => lines)
    .find((line) => line.what === what)!.quantity;

const many = aTenant({
  solutionProviders: Array.from({ length: 40 }, (_, index) => ({ id: `SP-${index}`, families: ['mobility' as const] })),
});

const pushes = { secretHeader: 'X-Push-Secret' };
const [pushed, everything] = [aTenant({ pushes }), aTenant({ pushes, lateAnswers: {} })];
const deployedEverything = deployedOf(everything);

describe('what a tenant costs', () => {
  it('is at most $15 a month where nobody calls', () => {
    expect(costOf({})).toBeLessThanOrEqual(15);
  });

  it('grows with Solution Providers by their secrets and by what looks at their items, not by alarms or metrics', () => {
    const larger = deployedOf(many);
    const secrets = 0.4 * (40 - 5);
    expect(costOf({}, many, larger) - costOf({})).toBeLessThan(secrets + 0.5);
    expect(mostCustomMetrics(many)).toBeLessThanOrEqual(mostCustomMetrics(tenant));
  });

  it('counts each metric of each alarm, key, secret and dashboard of the templates', () => {
    const alarms = resources.filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm');
    const metrics = JSON.stringify(alarms).match(/"MetricStat"|"MetricName":[^}]*"Statistic"/g)?.length ?? 0;
    expect(quantityOf(`metrics of ${alarms.length} alarms`)).toBeGreaterThan(alarms.length);
    expect(quantityOf(`metrics of ${alarms.length} alarms`)).toBeLessThanOrEqual(metrics + alarms.length);
    expect(quantityOf('pairs of AT&T’s credentials, as secrets')).toBe(5);
    expect(quantityOf('keys of the tenant’s own, as secrets')).toBe(5);
  });

  it('counts runs by their schedules: every minute, every two, every five, and the heartbeat', () => {
    expect(quantityOf('runs of schedules, and the heartbeat’s')).toBe(43_800 + 21_900 + 8_760 + 43_800);
  });

  it('counts no trace of what runs by schedule alone: of the heartbeat, and of what looks at pushes', () => {
    expect(quantityOf('traces')).toBe(43_800);
    expect(quantityOf('traces', everything, deployedEverything)).toBe(43_800 + 43_800);
  });

  it('is at most $16.25 a month where AT&T pushes, and $0.10 more for each write that has a worker', () => {
    const ofPushes = costOf({}, pushed, deployedOf(pushed));
    expect(ofPushes).toBeLessThanOrEqual(16.25);
    const workers = lateOperations(everything).length;
    expect(costOf({}, everything, deployedEverything) - ofPushes).toBeCloseTo(workers * 0.1, 6);
  });

  it('grows with orders and port-ins', () => {
    const [none, some, more] = [costOf({}), costOf({ orders: 1_000 }), costOf({ orders: 1_000, ports: 1_000 })];
    expect([some > none, more > some]).toEqual([true, true]);
    expect(some - none).toBeLessThan(10);
  });

  it('is more for a client that fetches a token for each call: the price of a token for each', () => {
    const orders = 1_000;
    const calls = orders * callsIn(courseOfOrder());
    const [cached, fetched] = [true, false].map((isTokenCached) => costOf({ orders, clients: 1, isTokenCached }));
    expect(fetched! - cached!).toBeCloseTo((calls - 730) * 0.00225, 2);
  });

  it('has no tokens where the tenant has a token issuer of its own', () => {
    const issuer = { issuer: 'https://a.example', jwksUri: 'https://a.example/keys', audience: 'gateway' };
    const own = aTenant({ tokenIssuer: issuer });
    expect(costOf({ clients: 3 }, own)).toBeCloseTo(costOf({}, own), 6);
  });

  it('counts polls as the schedule of the operation has them', () => {
    const schedule = { firstSeconds: 60, phases: [{ untilHours: 1, everyMinutes: 10 }], thenEveryHours: 6 };
    expect(pollsWithin(schedule, 1)).toBeGreaterThanOrEqual(9);
    expect(pollsWithin(schedule, 1)).toBeLessThanOrEqual(11);
  });

  it('is by prices that say where they come from', () => {
    for (const { source } of Object.values(priceTable.prices)) expect(source).toMatch(/^https:\/\/aws\.amazon\.com\//);
  });
});
