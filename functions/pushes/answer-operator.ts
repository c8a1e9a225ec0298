import * as z from 'zod';
import { applyPush, type ApplyDependencies } from '#pushes/apply-push';
import { pushSchema, type Push } from '#pushes/push';
import { sweepPushes, type PushReport } from '#pushes/sweep-pushes';

/** What is told of a message: nothing of what is sealed. */
export const pushViewSchema = pushSchema.omit({ sealed: true, keyId: true, expiresAt: true, looks: true });
export type PushView = z.output<typeof pushViewSchema>;

const ofProvider = z.strictObject({ solutionProvider: z.string() });

/** What an operator asks: to be shown what is kept, or to have it looked at again. */
export const operatorRequestSchema = z.union([
  z.strictObject({
    list: ofProvider.extend({
      which: z.enum(['undecided', 'all']),
      /** Where the page before ended. */
      after: z.record(z.string(), z.string()).optional(),
    }),
  }),
  z.strictObject({ show: ofProvider.extend({ pushId: z.string() }) }),
  z.strictObject({ lookAgain: ofProvider.extend({ pushId: z.string().optional() }) }),
]);
export type OperatorRequest = z.output<typeof operatorRequestSchema>;

export const pushListSchema = z.object({
  pushes: z.array(pushViewSchema),
  next: z.record(z.string(), z.string()).optional(),
});
export type PushList = z.output<typeof pushListSchema>;

/** Each shows 8,000 characters at most. */
const pageSize = 50;

/** Answers an operator. @throws when there is no such message */
export const answerOperator = async (
  depsOf: (solutionProvider: string) => ApplyDependencies,
  request: OperatorRequest,
  hasTime: () => boolean,
): Promise<PushList | PushReport> => {
  const asked = 'list' in request ? request.list : 'show' in request ? request.show : request.lookAgain;
  const deps = depsOf(asked.solutionProvider);
  if ('list' in request) {
    const { solutionProvider, which, after } = request.list;
    const page = await deps.pushes.list(solutionProvider, which, pageSize, after);
    return pushListSchema.parse({ ...page, pushes: page.pushes.map(viewOf) });
  }
  if ('show' in request) return { pushes: [viewOf(await found(deps, request.show))] };
  const { solutionProvider, pushId } = request.lookAgain;
  if (pushId === undefined) return sweepPushes(() => deps, [solutionProvider], hasTime, 'undecided');
  const push = await found(deps, { solutionProvider, pushId });
  return { [(await applyPush(deps, push, { again: true })).state]: 1 };
};

const viewOf = (push: Push): PushView => pushViewSchema.parse(push);

const found = async (
  { pushes }: ApplyDependencies,
  key: Parameters<ApplyDependencies['pushes']['find']>[0],
): Promise<Push> => {
  const push = await pushes.find(key);
  if (!push) throw new Error(`There is no push ${key.pushId} for ${key.solutionProvider}.`);
  return push;
};
