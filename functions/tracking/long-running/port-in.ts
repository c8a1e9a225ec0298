import type { LongRunningStep } from '#domain/problems/problems';
import { unknownState } from '#domain/mobility/long-running-kind';
import { portInKind } from '#domain/mobility/port-in-kind';
import type { PortRejection } from '#domain/mobility/port-rejection';
import { rejectionFor } from '#domain/mobility/port-rejections';
import type { TrackedLongRunningKind } from '#tracking/long-running/kinds';
import type { LongRunningRequest } from '#tracking/long-running/long-running-request';
import { again, callTo, look, waiting } from '#tracking/long-running/next-steps';

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

export const portIn: TrackedLongRunningKind = {
  rules: portInKind,
  stepsWhileOpen: (item) => [...ofOpenPortIn(item), ...cancelling(item)],
  stepsAfterwards: afterPortIn,
};
