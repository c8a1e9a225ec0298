import { worstOf, type Figures } from './figures';
import type { LocalGatewayResult } from './measure/local-gateway';

/** @throws when a call under load got no good answer: such a run says nothing of how fast the others are */
export const localFigures = ({ loads, memoryGrowth }: LocalGatewayResult): Figures => {
  const bad = loads.filter(({ failed }) => failed > 0);
  const told = bad.map(({ failed, kind, connections }) => `${failed} of ${kind}s at ${connections} connections`);
  if (bad.length > 0) throw new Error(`The local gateway failed calls: ${told.join(', ')}.`);
  const many = loads.filter(({ connections }) => connections > 1);
  const alone = loads.find(({ kind, connections }) => kind === 'read' && connections === 1);
  const reads = many.filter(({ kind }) => kind === 'read');
  const slowest = reads.toSorted((a, b) => a.perSecond - b.perSecond)[0];
  // One connection waits for each answer before it asks again, so that its rate is one over the time an answer takes.
  const ofOne = alone ? `; one connection, which waits for each answer: ${Math.round(alone.perSecond)}` : '';
  return {
    'local-reads': slowest
      ? {
          value: slowest.perSecond,
          note: `the least of 10, 50 and 200: ${slowest.connections} connections${ofOne}`,
        }
      : { value: null, notMeasured: 'no reads were made' },
    'local-p99': worstOf(
      many.map(({ kind, connections, p50Ms, p99Ms }) => [
        `${kind}s, ${connections} connections`,
        { value: p99Ms / Math.max(1, p50Ms) },
      ]),
    ),
    'local-memory': { value: memoryGrowth },
  };
};
