import { operationById, operations, type OperationId } from '#operations/registry';
import type { GatewayCall } from '../../tools/soak/command';
import { exampleCall, firstExampleOf } from '../../tools/soak/example-call';
import { prepareOrder } from '../../tools/soak/orders';
import { isWrite, recordIdOf, type World } from '../../tools/soak/world';

/** Every operation that changes something at AT&T. */
export const writes: readonly OperationId[] = operations.map(({ id }) => id).filter(isWrite);

/** `CRASH=whole`: every write meets everything there is. Else what is the same for all writes is tried with one of each kind. */
export const isWhole = process.env['CRASH'] === 'whole';

/** The call of an operation’s example, for a Solution Provider of its own whose order is ready for it. */
export const preparedCall = async (
  world: World,
  id: OperationId,
  parts: Pick<GatewayCall, 'headers' | 'remainingMs'> = {},
): Promise<GatewayCall> => {
  const solutionProvider = await world.newSolutionProvider();
  await prepareOrder(world.table, solutionProvider, operationById(id), firstExampleOf(id));
  return exampleCall(id, solutionProvider, {
    ...parts,
    headers: { 'idempotency-key': `key-of-${id}`, ...parts.headers },
  });
};

/** What requests to the table have in them that are about the call. */
export const wordsOf = (call: GatewayCall): string[] => [call.solutionProvider, recordIdOf(call)];

/** How often AT&T did what it was asked. */
export const timesDone = async (world: World, { solutionProvider }: GatewayCall): Promise<number> =>
  (await world.effectsOf(solutionProvider)).reduce((sum, { count }) => sum + count, 0);

/** Status of the answer to an operation’s example. */
export const goodStatusOf = (id: OperationId): number => firstExampleOf(id).answer.status;

/** Counts what happened, to be printed at the end. */
export const createTally = (title: string) => {
  const counts = new Map<string, number>();
  return {
    count: (name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1),
    print: (): void => {
      const lines = [...counts].toSorted().map(([name, times]) => `${String(times).padStart(6)}  ${name}\n`);
      const total = [...counts.values()].reduce((sum, times) => sum + times, 0);
      process.stdout.write(`${title}: ${total}\n${lines.join('')}`);
    },
  };
};
