import { worstOf, type Figure, type Figures } from './figures';
import type { Load, LocalGatewayResult } from './measure/local-gateway';

/** @throws when a call under load got no good answer: such a run says nothing of how fast the others are */
export const localFigures = ({ loads, memoryGrowth }: LocalGatewayResult): Figures => {
  const bad = loads.filter(({ failed }) => failed > 0);
  const told = bad.map(({ failed, kind, connections }) => `${failed} of ${kind}s at ${connections} connections`);
  if (bad.length > 0) throw new Error(`The local gateway failed calls: ${told.join(', ')}.`);
  // One connection has no load to speak of, and times of less than a millisecond.
  const many = loads.filter(({ connections }) => connections > 1);
  return {
    'local-reads': leastOf(loads.filter(({ kind }) => kind === 'read')),
    'local-p99': worstOf(
      many.map(({ kind, connections, p50Ms, p99Ms }) => [
        `${kind}s, ${connections} connections`,
        { value: p99Ms / Math.max(1, p50Ms) },
      ]),
    ),
    'local-memory': { value: memoryGrowth },
  };
};

/** The least counts, and all are told. One connection waits for each answer before it asks again: its rate is one over the time of a call. */
const leastOf = (reads: readonly Load[]): Figure => {
  const [least] = reads.map(({ perSecond }) => perSecond).toSorted((a, b) => a.value - b.value);
  if (!least) return { value: null, notMeasured: 'no reads were made' };
  const told = reads.map(({ connections, perSecond: { value } }) => `${connections}: ${Math.round(value)}`);
  return { ...least, note: `the least of these, by connections at once; ${told.join(', ')}` };
};
