import type { SimAnswer, SimRequest } from './behaviour';
import { effectKeyOf } from './operation-answers';
import type { Simulation } from './simulation';

/**
 * Counts what an answer says was done. A published sample that was carried out, and is sent again, counts again even if the
 * world refuses it: whoever sends something twice is found by that.
 * @returns the id of the effect this request had; undefined when it had none
 */
export const countEffect = (
  { effects, examples, world }: Pick<Simulation, 'effects' | 'examples' | 'world'>,
  request: SimRequest,
  answer: SimAnswer,
): string | undefined => {
  const { operation, solutionProvider } = request;
  const key = effectKeyOf(request, answer);
  if (key !== undefined) return effects.commit(operation.id, solutionProvider, key, world.clock.now());
  if (operation.idempotency === 'safe') return undefined; // A read’s sample has no effect either.
  const published = examples.exactly(request);
  const sampleKey = published && effectKeyOf(request, published);
  const isRepeated = sampleKey !== undefined && effects.has(operation.id, solutionProvider, sampleKey);
  if (isRepeated) effects.commit(operation.id, solutionProvider, sampleKey, world.clock.now());
  return undefined;
};
