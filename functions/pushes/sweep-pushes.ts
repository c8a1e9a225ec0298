import { errorFacts } from '#platform/log';
import type { Item } from '#platform/table/table';
import { applyPush, type ApplyDependencies } from '#pushes/apply-push';
import type { Push } from '#pushes/push';

/** What one run did, by what became of the messages. */
export type PushReport = Record<string, number>;

const pageSize = 25;

/** Which messages are looked at: undecided ones that are due, or all undecided ones. */
type Which = 'due' | 'undecided';

/** Looks again at what was not decided. A message that fails is left for the next run. */
export const sweepPushes = async (
  depsOf: (solutionProvider: string) => ApplyDependencies,
  solutionProviders: readonly string[],
  hasTime: () => boolean,
  which: Which = 'due',
): Promise<PushReport> => {
  const report: PushReport = {};
  for (const solutionProvider of solutionProviders) {
    const deps = depsOf(solutionProvider);
    // Whatever is looked at stands behind the others then, and a later page of those that need not be due has it again.
    const looked = new Set<string>();
    let after: Item | undefined;
    do {
      const page =
        which === 'due'
          ? await deps.pushes.open(solutionProvider, pageSize, after)
          : await deps.pushes.list(solutionProvider, which, pageSize, after);
      for (const push of page.pushes) {
        if (!hasTime()) return report;
        if (looked.has(push.pushId)) continue;
        looked.add(push.pushId);
        const outcome = await lookedAt(deps, push);
        report[outcome] = (report[outcome] ?? 0) + 1;
      }
      after = page.next;
    } while (after && hasTime());
  }
  return report;
};

const lookedAt = async (deps: ApplyDependencies, push: Push): Promise<string> => {
  try {
    return (await applyPush(deps, push)).state;
  } catch (error) {
    deps.log.error('push-not-looked-at', { solutionProvider: push.solutionProvider, ...errorFacts(error) });
    return 'failed';
  }
};
