import { serviceActivationKind } from '#domain/mobility/service-activation-kind';
import type { LongRunningStep } from '#domain/problems/problems';
import { deviceReads } from '#operations/listing';
import type { Table } from '#platform/table/table';
import { createShownLines } from '#tracking/line/line-store';
import type { TrackedLongRunningKind } from '#tracking/long-running/kinds';
import type { LongRunningRequest } from '#tracking/long-running/long-running-request';
import { again, waiting } from '#tracking/long-running/next-steps';

/** What can be done by one who wants the device of a finished activation. */
const freeingDevice = (): LongRunningStep[] =>
  deviceReads.map(({ id: operation, method, path }) => ({
    action: 'read',
    ...{ operation, method, path },
    available: true,
    actor: 'you',
    description:
      'The device has been activated. If its line is gone, read the line details by its IMEI and by its SIM: what no line in service has can be activated again.',
  }));

/** Whether the line of a finished activation was cancelled since. */
const isLineGone = async (
  table: Pick<Table, 'get'>,
  { solutionProvider, details, stateAt }: LongRunningRequest,
): Promise<boolean> => {
  const lines = createShownLines(table);
  const number = details['subscriberNumber'];
  const found = typeof number === 'string' ? await lines.find(solutionProvider, number) : undefined;
  const line = found && (await lines.withOutcomes(found));
  return line?.status === 'cancelled' && (line.statusAt ?? '') > stateAt;
};

export const serviceActivation: TrackedLongRunningKind = {
  rules: serviceActivationKind,
  stepsWhileOpen: () => [waiting('att', 'Wait until AT&T has activated the line.')],
  stepsAfterwards: (item) =>
    item.state === 'active' ? [] : [again(item, 'Correct what AT&T’s reason names and activate again.')],
  stepsToFree: freeingDevice,
  isPast: isLineGone,
};
