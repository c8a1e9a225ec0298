import { createHash } from 'node:crypto';
import * as z from 'zod';
import { refuse } from './admission';
import type { SimAnswer, SimRequest } from './behaviour';
import { behaviours } from './behaviours/registry';
import { canonicalJson } from './canonical-json';
import type { ExampleAnswers } from './example-answers';
import type { World } from './world/world';

/**
 * What the simulated AT&T answers: an example's answer to an example's request, else what the operation's behaviour
 * says, else the first example's answer with this request's ids.
 */
export const answerTo = (request: SimRequest, world: World, examples: ExampleAnswers): SimAnswer => {
  const behaviour = behaviours[request.operation.id];
  try {
    const published = examples.exactly(request);
    if (!published && !behaviour) return examples.resembling(request);
    const own = world.forProvider(request.solutionProvider);
    const remembered = published && changedAnswer(request, world);
    if (remembered) return remembered;
    if (published) {
      behaviour?.afterExample?.(request, published, own);
      return published;
    }
    return behaviour?.answer(request, own) ?? examples.resembling(request);
  } catch (error) {
    if (error instanceof z.ZodError) return refuse(400, z.prettifyError(error));
    console.error(`The behaviour of ${request.operation.id} failed:`, error);
    return {
      status: 500,
      body: { message: `The simulator’s behaviour of ${request.operation.id} failed.` },
      effect: 'none',
    };
  }
};

/** A read’s answer when it is another than at the beginning: what it asks for is no longer as in the published sample. */
const changedAnswer = (request: SimRequest, world: World): SimAnswer | undefined => {
  const behaviour = behaviours[request.operation.id];
  if (request.operation.idempotency !== 'safe' || !behaviour) return undefined;
  const at = world.clock.now();
  const [now, before] = [world, world.atTheBeginning()].map((one) =>
    one.stoppedAt(at, () => behaviour.answer(request, one.forProvider(request.solutionProvider))),
  );
  return canonicalJson(now) === canonicalJson(before) ? undefined : now;
};

/** Names the effect an answer commits, or undefined when it commits none. */
export const effectKeyOf = (request: SimRequest, answer: SimAnswer): string | undefined => {
  const { operation, path, query, body } = request;
  if (answer.effect !== undefined) return answer.effect === 'none' ? undefined : answer.effect;
  if (operation.idempotency === 'safe' || answer.status < 200 || answer.status > 299) return undefined;
  const named = behaviours[operation.id]?.effectOf?.(request);
  if (named !== undefined) return named;
  return `request ${createHash('sha256')
    .update(canonicalJson([path, query, body]))
    .digest('hex')
    .slice(0, 16)}`;
};
