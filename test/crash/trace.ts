import type { OperationId } from '#operations/registry';
import type { TableRequest } from '../../tools/soak/table-server';
import { called, type World } from '../../tools/soak/world';
import { inTurn } from '../support/in-turn';
import { goodStatusOf, isWhole, preparedCall, timesDone, wordsOf, writes } from './prepared-call';

export interface Trace {
  /** Requests to the table before AT&T has done it, and after. */
  before: TableRequest[];
  after: TableRequest[];
}

/** What a call that goes well asks of the table. */
const traceOf = async (world: World, id: OperationId): Promise<Trace> => {
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

export interface Traces {
  of(id: OperationId): Trace;
  /** Whether a write meets everything: one of every kind there is, as far as the table can tell, and all of them in a whole run. */
  isTriedWhole(id: OperationId): boolean;
}

/** What every write asks of the table. */
export const tracesOf = async (world: World): Promise<Traces> => {
  const traces = new Map(
    await inTurn(writes, 4, async (id): Promise<[OperationId, Trace]> => [id, await traceOf(world, id)]),
  );
  const of = (id: OperationId): Trace => traces.get(id)!;
  const kindOf = (id: OperationId): string =>
    JSON.stringify([of(id).before, of(id).after].map((part) => part.map(({ action }) => action)));
  const oneOfEachKind = new Set(new Map(writes.map((id) => [kindOf(id), id])).values());
  return { of, isTriedWhole: (id) => isWhole || oneOfEachKind.has(id) };
};
