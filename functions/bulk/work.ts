import type { GrantLookup } from '#api/grants';
import { isFinal, tally, type BulkCall } from '#bulk/bulk-call';
import type { BulkStore } from '#bulk/bulk-store';
import { hasEnded, type BulkWrite, type PauseReason } from '#bulk/bulk-write';
import type { CallStore } from '#bulk/call-store';
import { executeCall, type NotReached, type ExecuteCallDependencies } from '#bulk/execute-call';
import { resolveUnknownRows, type ResolveUnknownRowsDependencies } from '#bulk/resolve-unknown-rows';
import { inParallel } from '#domain/in-parallel';
import { isKeptFromAtt } from '#domain/restriction';
import type { RestrictionOf } from '#platform/restrictions';
import { executionNameOf, type WorkInput, type WorkOutput } from '#bulk/state-machine-io';

export interface WorkDependencies extends ExecuteCallDependencies, ResolveUnknownRowsDependencies {
  bulkWrites: BulkStore;
  grantOf: GrantLookup;
  restrictionOf: RestrictionOf;
  calls: CallStore;
}

/** Calls that are under way at the same time. AT&T publishes no limit; a partner’s own batch jobs would not use more. */
const atOnce = 4;
/** A slice is some ten events of the 25,000 an execution may have. */
const slicesOfExecution = 1_000;
const firstWaitSeconds = 5;
const longestWaitSeconds = 300;

/**
 * Carries out what can be carried out of a bulk write in one invocation. May be killed at any line: each call is made under
 * a key of its own, so that whoever goes on makes it again and gets the answer there was.
 * @param hasTime whether there is time for one more call
 */
export const work = async (deps: WorkDependencies, input: WorkInput, hasTime: () => boolean): Promise<WorkOutput> => {
  const next = { ...input, slices: input.slices + 1 };
  const bulkWrite = await ours(deps, input);
  if (!bulkWrite) return { ...next, done: true, handOver: false };
  const reason = await reasonToPause(deps, bulkWrite);
  if (reason) {
    // Who changes it in this moment has another run go on with it, or ends it.
    if (await deps.bulkWrites.pause(bulkWrite, reason))
      deps.log.warn('bulk-write-paused', {
        operation: bulkWrite.operation,
        solutionProvider: bulkWrite.solutionProvider,
      });
    return { ...next, done: true, handOver: false };
  }
  const open = await openCalls(deps, bulkWrite);
  const due = open.filter(({ retryAt }) => retryAt === undefined || Date.parse(retryAt) <= deps.now());
  const mayBegin = async (): Promise<boolean> =>
    hasTime() && !(await reasonToPause(deps, bulkWrite)) && (await ours(deps, input))?.state === bulkWrite.state;
  return afterSlice(deps, next, await makeCalls(deps, bulkWrite, due, mayBegin));
};

/** How AT&T was reached: times in a row it was not, how long to wait therefore, and calls in a row nobody knows it of. */
interface Reach {
  outOfReach: number;
  waitSeconds?: number;
  inDoubt: number;
}

/** So many in a row are no mishaps of single calls any more. */
const mostInDoubt = 3;

/**
 * Makes calls, a few at the same time. What one of them finds holds for all: when AT&T is out of reach none is begun any
 * more; when it was so before, one call finds out whether it still is.
 */
const makeCalls = async (
  deps: WorkDependencies,
  bulkWrite: BulkWrite,
  due: readonly BulkCall[],
  mayBegin: () => Promise<boolean>,
): Promise<Reach> => {
  let reach: Reach = { outOfReach: bulkWrite.outOfReach ?? 0, inDoubt: 0 };
  const make = async (call: BulkCall): Promise<void> => {
    if (bulkWrite.state === 'cancelled') {
      if (await mayBegin()) await resolveUnknownRows(deps, bulkWrite, call);
      return;
    }
    const sends = isSent(call);
    if ((sends && reach.waitSeconds !== undefined) || !(await mayBegin())) return;
    const notReached = await executeCall(deps, bulkWrite, call);
    if (sends) reach = afterCall(reach, notReached);
  };
  const wasOut = reach.outOfReach > 0;
  // One that was not tried yet before one that may have its own trouble.
  const probe = wasOut ? due.filter(isSent).toSorted((a, b) => a.attempts - b.attempts)[0] : undefined;
  if (probe) await make(probe);
  await inParallel(
    due.filter((call) => call !== probe),
    atOnce,
    make,
  );
  return reach;
};

/** How one of unknown outcome ended is asked of the gateway’s own records. */
const isSent = ({ state }: BulkCall): boolean => state !== 'unknown';

/** Less and less often, and not before it is told to. Those that were under way together count once. */
const afterCall = (reach: Reach, notReached: NotReached | undefined): Reach => {
  const { outOfReach, waitSeconds = 0 } = reach;
  if (!notReached) return waitSeconds > 0 ? { ...reach, inDoubt: 0 } : { outOfReach: 0, inDoubt: 0 };
  const inDoubt = notReached.inDoubt ? reach.inDoubt + 1 : 0;
  if (notReached.inDoubt && inDoubt < mostInDoubt && outOfReach === 0) return { outOfReach, inDoubt };
  const times = waitSeconds > 0 ? outOfReach : outOfReach + 1;
  const wanted = Math.max(waitSeconds, notReached.waitSeconds, firstWaitSeconds * 2 ** Math.min(10, times - 1));
  return { outOfReach: times, inDoubt, waitSeconds: Math.min(longestWaitSeconds, wanted) };
};

/** The bulk write, while it is this run’s to carry out. */
const ours = async ({ bulkWrites }: WorkDependencies, { id, run }: WorkInput): Promise<BulkWrite | undefined> => {
  const bulkWrite = await bulkWrites.find(id);
  return bulkWrite?.run === run && bulkWrite.state !== 'paused' && !hasEnded(bulkWrite) ? bulkWrite : undefined;
};

/**
 * Undefined while it is granted still what it was submitted with, and its Solution Provider may have something changed. One
 * that is being brought to its end begins no more calls.
 */
const reasonToPause = async (
  { grantOf, restrictionOf }: WorkDependencies,
  { state, clientId, solutionProvider, scope }: BulkWrite,
): Promise<PauseReason | undefined> => {
  if (state === 'cancelled') return undefined;
  if (isKeptFromAtt(await restrictionOf(solutionProvider), true)) return 'solution-provider-restricted';
  const grant = await grantOf(clientId);
  const isGranted =
    grant?.solutionProviders.includes(solutionProvider) === true &&
    grant.scopes.includes('bulk:write') &&
    grant.scopes.includes(scope);
  return isGranted ? undefined : 'grant-withdrawn';
};

/** Calls without a result. Those nobody may begin any more get theirs here. */
const openCalls = async ({ calls }: WorkDependencies, { id, state }: BulkWrite): Promise<BulkCall[]> => {
  const open = (await calls.all(id)).filter((call) => !isFinal(call));
  if (state !== 'cancelled') return open;
  await inParallel(open, 4 * atOnce, async (call) => {
    if (call.state === 'waiting') await calls.cancel(id, call);
  });
  return open.filter((call) => call.state !== 'waiting');
};

const afterSlice = async (deps: WorkDependencies, next: WorkInput, reach: Reach): Promise<WorkOutput> => {
  const done = { ...next, done: true, handOver: false } as const;
  const bulkWrite = await ours(deps, next);
  if (!bulkWrite) return done;
  const calls = await deps.calls.all(bulkWrite.id);
  const open = calls.filter((call) => !isFinal(call));
  if (open.length === 0) {
    const { counts, settled } = tally(calls);
    if (await deps.bulkWrites.end(bulkWrite, counts, settled)) return done;
    // Paused or cancelled in this moment: the next slice sees what is to be done.
    return { ...next, done: false, handOver: false, waitSeconds: 1 };
  }
  const dueAt = Math.min(...open.map(({ retryAt }) => (retryAt === undefined ? 0 : Date.parse(retryAt))));
  const untilDue = Math.min(longestWaitSeconds, Math.max(1, Math.ceil((dueAt - deps.now()) / 1000)));
  const waitSeconds = reach.waitSeconds ?? untilDue;
  await deps.bulkWrites.keepAlive(bulkWrite, waitSeconds, reach.outOfReach);
  if (next.slices < slicesOfExecution) return { ...next, done: false, handOver: false, waitSeconds };
  const { id, run, part } = next;
  const name = executionNameOf(id, run, part + 1);
  return { ...next, done: false, handOver: true, next: { name, input: { id, run, part: part + 1, slices: 0 } } };
};
