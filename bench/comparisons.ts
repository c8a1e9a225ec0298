import { bundleKilobytes } from './build';
import { contenders, type Contender } from './contenders';
import { pairedRatio } from './figures';
import { coldMs, type ColdResult, type ColdSample } from './measure/cold';
import type { LocalGatewayResult } from './measure/local-gateway';
import { callsAtOnce, type WarmResult } from './measure/warm';
import type { Comparison } from './report';

const withSpread = ({ value, low, high }: { value: number; low: number; high: number }): string =>
  `${value.toFixed(2)} (${low.toFixed(2)} – ${high.toFixed(2)})`;

/** A call of each contender beside one of the bare handler. */
export const warmComparison = (results: ReadonlyMap<Contender, WarmResult>): Comparison => {
  const bare = results.get('bare');
  const ratio = (result: WarmResult, regime: 'costs' | 'inFlight', member: 'cpuMs' | 'wallMs'): string =>
    withSpread(
      pairedRatio(
        result[regime].map((cost) => cost[member]),
        bare?.[regime].map((cost) => cost[member]) ?? [],
      ),
    );
  return {
    title: 'Warm, beside the bare handler',
    columns: ['handler', 'CPU', `CPU, ${callsAtOnce} at once`, 'time', 'DynamoDB requests', 'bundle'],
    rows: [...results].map(([contender, result]) => [
      contenders[contender],
      ratio(result, 'costs', 'cpuMs'),
      ratio(result, 'inFlight', 'cpuMs'),
      ratio(result, 'costs', 'wallMs'),
      Object.entries(result.requests)
        .map(([action, count]) => `${Number(count.toFixed(2))} ${action}`)
        .join(', '),
      (bundleKilobytes(contender) / bundleKilobytes('bare')).toFixed(2),
    ]),
  };
};

/** A fresh process of each contender beside one of middy and Powertools. */
export const coldComparison = (results: ReadonlyMap<Contender, ColdResult>): Comparison => {
  const whole = (contender: Contender, speed: keyof ColdResult): number[] =>
    (results.get(contender)?.[speed] ?? []).map(coldMs);
  const partOf = (samples: readonly ColdSample[], part: keyof ColdSample, contender: Contender): string =>
    withSpread(
      pairedRatio(
        samples.map((one) => one[part].wallMs),
        whole(contender, 'fullSpeed'),
      ),
    );
  return {
    title: 'Cold, beside the read with middy, Powertools and SDK',
    columns: ['handler', 'at 512 MB', 'at full speed', 'boot of its own time', 'init', 'first call'],
    rows: [...results].map(([contender, { fullSpeed }]) => [
      contenders[contender],
      withSpread(pairedRatio(whole(contender, 'at512Mb'), whole('middy-read', 'at512Mb'))),
      withSpread(pairedRatio(whole(contender, 'fullSpeed'), whole('middy-read', 'fullSpeed'))),
      ...(['boot', 'init', 'first'] as const).map((part) => partOf(fullSpeed, part, contender)),
    ]),
  };
};

/** The local gateway under load, beside one connection that reads. */
export const localComparison = ({ loads }: LocalGatewayResult): Comparison => {
  const [first] = loads;
  return {
    title: 'The local gateway under load, beside reads of one connection',
    columns: ['calls', 'connections', 'calls a second', 'p50', 'p99 ÷ p50', 'answers that were no success'],
    rows: loads.map(({ kind, connections, perSecond, p50Ms, p99Ms, failed }) => [
      `${kind}s`,
      String(connections),
      (perSecond.value / (first?.perSecond.value ?? NaN)).toFixed(2),
      (p50Ms / Math.max(1, first?.p50Ms ?? NaN)).toFixed(1),
      (p99Ms / Math.max(1, p50Ms)).toFixed(1),
      String(failed),
    ]),
  };
};
