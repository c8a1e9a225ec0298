import type { ProgressStep } from '#domain/problems/problems';
import { progressRules } from '#domain/mobility/long-running-kinds';
import { rejectionFor, type PortRejection } from '#domain/mobility/port-rejections';
import { unknownState } from '#domain/mobility/long-running-kind';
import type { TrackedItem } from '#tracking/long-running/long-running-request';

/** What can be done with an item now, and who has to do it. Empty when nothing more can come of it. */
export const progressStepsOf = (item: TrackedItem): ProgressStep[] => {
  const isFinal = progressRules[item.kind].next[item.state]?.length === 0;
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

const waiting = (actor: ProgressStep['actor'], description: string): ProgressStep => ({
  action: 'wait',
  available: true,
  actor,
  description,
});

const routes: Record<TrackedItem['kind'], { operation: string; path: string }> = {
  'port-in': { operation: 'get-port-in', path: '/v1/mobility/port-ins' },
  'service-activation': { operation: 'get-service-activation', path: '/v1/mobility/service-activations' },
  'pdp-provisioning': { operation: 'get-pdp-provisioning', path: '/v1/mobility/pdp-provisionings' },
};

const look = ({ kind, id }: TrackedItem, description: string): ProgressStep => ({
  action: 'read',
  operation: routes[kind].operation,
  method: 'GET',
  path: `${routes[kind].path}/${id}`,
  available: true,
  actor: 'you',
  description,
});

const correcting = (item: TrackedItem, description: string, fields?: readonly string[]): ProgressStep => ({
  action: 'correct',
  operation: 'update-port-in',
  method: 'PATCH',
  path: `/v1/mobility/port-ins/${item.id}`,
  available: item.pending['update'] === undefined,
  actor: 'you',
  ...(fields && { fields }),
  description,
});

const cancelling = (item: TrackedItem): ProgressStep[] =>
  item.state === 'cancelling'
    ? []
    : [
        {
          action: 'cancel',
          operation: 'cancel-port-in',
          method: 'POST',
          path: `/v1/mobility/port-ins/${item.id}/cancellation`,
          available: item.pending['cancel'] === undefined,
          actor: 'you',
          description: 'Stop the port-in; the number stays with the old carrier.',
        },
      ];

const ofOpenPortIn = (item: TrackedItem): ProgressStep[] => {
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

const afterRejection = (item: TrackedItem, rejection: PortRejection | undefined): ProgressStep[] => {
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
  const before: ProgressStep[] =
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

const ticket = (description: string): ProgressStep => ({
  action: 'open-ticket',
  available: true,
  actor: 'att',
  description,
});

const afterPortIn = ({ state }: TrackedItem): ProgressStep[] =>
  state === 'completed'
    ? []
    : [
        again(
          'request-port-in',
          '/v1/mobility/port-ins',
          'The number is still with the old carrier. Request a new port-in if it shall move.',
        ),
      ];

const afterActivation = ({ state }: TrackedItem): ProgressStep[] =>
  state === 'active'
    ? []
    : [
        again(
          'activate-service',
          '/v1/mobility/service-activations',
          'Correct what AT&T’s reason names and activate again.',
        ),
      ];

const afterProvisioning = ({ state }: TrackedItem): ProgressStep[] =>
  state === 'completed'
    ? []
    : [
        again(
          'provision-pdp',
          '/v1/mobility/pdp-provisionings',
          'Send a new batch with the lines that failed, and only those.',
        ),
      ];

const again = (operation: string, path: string, description: string): ProgressStep => ({
  action: 'request-again',
  operation,
  method: 'POST',
  path,
  available: true,
  actor: 'you',
  description,
});
