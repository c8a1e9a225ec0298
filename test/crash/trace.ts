import type { OperationId } from '#operations/registry';
import type { TableRequest } from '../../tools/soak/table-server';
import { called, type World } from '../../tools/soak/world';
import { goodStatusOf, preparedCall, timesDone, wordsOf } from './prepared-call';

export interface Trace {
  /** Requests to the table before AT&T has done it, and after. */
  before: TableRequest[];
  after: TableRequest[];
}

/** What a call that goes well asks of the table. */
export const traceOf = async (world: World, id: OperationId): Promise<Trace> => {
  const call = await preparedCall(world, id);
  const isDoneBy: Promise<boolean>[] = [];
  // The call waits with each request until AT&T was asked, so that it cannot get ahead of the answer.
  const watch = world.table.watch(wordsOf(call), () => {
    const isDone = timesDone(world, call).then((times) => times > 0);
    isDoneBy.push(isDone);
    return { until: isDone };
  });
  const answer = await called(world.processes.lasting(), call);
  watch.end();
  expect([id, answer?.status]).toEqual([id, goodStatusOf(id)]);
  const first = (await Promise.all(isDoneBy)).indexOf(true);
  return { before: watch.seen.slice(0, first), after: watch.seen.slice(first) };
};
