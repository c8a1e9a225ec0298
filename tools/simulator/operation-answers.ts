import { createHash } from 'node:crypto';
import * as z from 'zod';
import { refuse } from './admission';
import type { SimAnswer, SimRequest } from './behaviour';
import { behaviours } from './behaviours/registry';
import { canonicalJson } from './canonical-json';
import { idName, type ExampleAnswers } from './example-answers';
import type { World } from './world/world';

/**
 * What the simulated AT&T answers: an example's answer to an example's request, as long as it is so; else what the
 * operation's behaviour says, else the first example's answer with this request's ids.
 */
export const answerTo = (request: SimRequest, world: World, examples: ExampleAnswers): SimAnswer => {
  const behaviour = behaviours[request.operation.id];
  try {
    const published = examples.exactly(request);
    if (!published && !behaviour) return examples.resembling(request);
    const own = world.forProvider(request.solutionProvider);
    if (published && isStillSo(request, published, world)) {
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

/**
 * Whether a published sample may answer: the world says of the request what it said at the beginning, and what the sample
 * says was made has not been made since.
 */
const isStillSo = (request: SimRequest, published: SimAnswer, world: World): boolean => {
  const behaviour = behaviours[request.operation.id];
  if (!behaviour) return true;
  const at = world.clock.now();
  const isRead = request.operation.idempotency === 'safe';
  const made = behaviour.makes?.(published, request);
  const told = (one: World): string =>
    one.stoppedAt(at, () => {
      const own = one.rehearsalFor(request.solutionProvider);
      const standing = made && own.of(made.kind).get(made.key);
      const answer = said(() => behaviour.answer(request, own));
      return canonicalJson([standing, isRead ? answer : withoutIds(answer)]);
    });
  return told(world) === told(world.atTheBeginning());
};

/** What a write makes has another id each time. */
const withoutIds = (answer: SimAnswer | undefined): unknown =>
  JSON.parse(JSON.stringify(answer ?? null, (name, value: unknown) => (idName.test(name) ? undefined : value)));

/** A sample that the behaviour cannot read is never otherwise. */
const said = (answer: () => SimAnswer): SimAnswer | undefined => {
  try {
    return answer();
  } catch (error) {
    if (error instanceof z.ZodError) return undefined;
    throw error;
  }
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
