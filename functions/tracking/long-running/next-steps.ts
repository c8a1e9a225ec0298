import type { LongRunningStep } from '#domain/problems/problems';
import { longRunningRules } from '#domain/mobility/long-running-kinds';
import { rejectionFor } from '#domain/mobility/port-rejections';
import type { PortRejection } from '#domain/mobility/port-rejection';
import { unknownState, type LongRunningChange } from '#domain/mobility/long-running-kind';
import { deviceReads, longRunningOperations } from '#operations/listing';
import { isDone } from '#tracking/long-running/apply-observation';
import type { LongRunningRequest } from '#tracking/long-running/long-running-request';

/** What can be done with an item now, and who has to do it. Empty when nothing more can come of it. */
export const longRunningStepsOf = (item: LongRunningRequest): LongRunningStep[] => {
  const isFinal = longRunningRules[item.kind].next[item.state]?.length === 0;
  if (item.anomaly)
    return [look(item, 'AT&T contradicts what it said before: read it again, and ask AT&T if it stays so.')];
  switch (item.kind) {
    case 'port-in':
      return isFinal ? afterPortIn(item) : [...ofOpenPortIn(item), ...cancelling(item)];
    case 'service-activation':
      return isFinal ? afterActivation(item) : [waiting('att', 'Wait until AT&T has activated the line.')];
    case 'pdp-provisioning':
      return isFinal ? afterProvisioning(item) : [waiting('att', 'Wait until AT&T is through with every line.')];
  }
};

/** What can be done by one who wants what an item has. */
export const stepsBeforeAnother = (item: LongRunningRequest): LongRunningStep[] =>
  item.kind === 'service-activation' && isDone(item)
    ? deviceReads.map(({ id: operation, method, path }) => ({
        action: 'read',
        ...{ operation, method, path },
        available: true,
        actor: 'you',
        description:
          'The device has been activated. If its line is gone, read the line details by its IMEI and by its SIM: what no line in service has can be activated again.',
      }))
    : longRunningStepsOf(item);

const waiting = (actor: LongRunningStep['actor'], description: string): LongRunningStep => ({
  action: 'wait',
  available: true,
  actor,
  description,
});

/** The operation that does something with an item, and where. */
const callTo = (
  { kind, id }: LongRunningRequest,
  step: 'open' | 'read' | LongRunningChange,
): Pick<LongRunningStep, 'operation' | 'method' | 'path'> => {
  const operation = longRunningOperations[`${kind} ${step}`];
  if (!operation) throw new Error(`No operation does ${step} to a ${kind}.`);
  return { operation: operation.id, method: operation.method, path: operation.path.replace(/\{\w+\}/, () => id) };
};

const look = (item: LongRunningRequest, description: string): LongRunningStep => ({
  action: 'read',
  ...callTo(item, 'read'),
  available: true,
  actor: 'you',
  description,
});

const correcting = (item: LongRunningRequest, description: string, fields?: readonly string[]): LongRunningStep => ({
  action: 'correct',
  ...callTo(item, 'update'),
  available: item.pending['update'] === undefined,
  actor: 'you',
  ...(fields && { fields }),
  description,
});

const cancelling = (item: LongRunningRequest): LongRunningStep[] =>
  item.state === 'cancelling'
    ? []
    : [
        {
          action: 'cancel',
          ...callTo(item, 'cancel'),
          available: item.pending['cancel'] === undefined,
          actor: 'you',
          description: 'Stop the port-in; the number stays with the old carrier.',
        },
      ];

const ofOpenPortIn = (item: LongRunningRequest): LongRunningStep[] => {
  switch (item.state) {
    case unknownState:
      return [look(item, 'Nothing is known of its state: read it.')];
    case 'action-required':
      return afterRejection(item, rejectionFor(item.raw));
    case 'confirmed':
      return [
        waiting('att', 'The old carrier has agreed: the number moves on the confirmed date.'),
        correcting(item, 'Ask for another date.', ['/requestedStartDate']),
      ];
    case 'cancelling':
      return [waiting('att', 'Wait until the cancellation is through.')];
    default:
      return [
        waiting('old-carrier', 'Wait for the old carrier’s decision.'),
        correcting(item, 'Correct what you know to be wrong; the old carrier looks at it again.'),
      ];
  }
};

const afterRejection = (item: LongRunningRequest, rejection: PortRejection | undefined): LongRunningStep[] => {
  if (!rejection) {
    return [
      correcting(
        item,
        'The gateway does not know AT&T’s reason. Read AT&T’s text, correct what it names and resubmit.',
      ),
      ticket('If AT&T’s text does not say what to correct, ask AT&T.'),
    ];
  }
  const { actor, cure, fields, resubmittable } = rejection;
  if (!resubmittable) return [ticket(cure), correcting(item, 'Resubmit when AT&T says so.', fields)];
  const before: LongRunningStep[] =
    actor === 'you'
      ? []
      : [
          {
            action: actor === 'old-carrier' ? 'contact-old-carrier' : 'ask-customer',
            available: true,
            actor,
            description: cure,
          },
        ];
  return [...before, correcting(item, actor === 'you' ? cure : 'Then send the corrected members.', fields)];
};

const ticket = (description: string): LongRunningStep => ({
  action: 'open-ticket',
  available: true,
  actor: 'att',
  description,
});

const afterPortIn = (item: LongRunningRequest): LongRunningStep[] =>
  item.state === 'completed'
    ? []
    : [again(item, 'The number is still with the old carrier. Request a new port-in if it shall move.')];

const afterActivation = (item: LongRunningRequest): LongRunningStep[] =>
  item.state === 'active' ? [] : [again(item, 'Correct what AT&T’s reason names and activate again.')];

const afterProvisioning = (item: LongRunningRequest): LongRunningStep[] =>
  item.state === 'completed' ? [] : [again(item, 'Send a new batch with the lines that failed, and only those.')];

const again = (item: LongRunningRequest, description: string): LongRunningStep => ({
  action: 'request-again',
  ...callTo(item, 'open'),
  available: true,
  actor: 'you',
  description,
});
