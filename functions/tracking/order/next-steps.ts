import type { NextStep } from '#domain/problems/problems';
import {
  meetsPreconditions,
  missingFor,
  refusalsFor,
  type StepToTake,
  type WorkflowMode,
} from '#tracking/order/preconditions';
import { factKey, valuesBefore } from '#domain/order/facts';
import { stepRule, stepsOf, type OrderStep } from '#domain/order/order-workflow';
import { orderStepOperations } from '#operations/listing';
import type { TrackedOrder } from '#tracking/order/tracked-order';

/** A step of an order, with its key among the order’s steps in flight. */
export const stepToTake = (program: TrackedOrder['program'], step: OrderStep, subOrderId?: string): StepToTake => {
  const rule = stepRule(program, step);
  return rule.perSubOrder ? { rule, key: `${step}:${subOrderId ?? ''}`, subOrderId } : { rule, key: step };
};

/** The step that has this key on an order of the program. @throws when there is none */
export const stepOfKey = (program: TrackedOrder['program'], key: string): StepToTake => {
  const step = stepsOf(program).find((name) => key === name || key.startsWith(`${name}:`));
  if (!step) throw new Error(`${program} has no step ${key}.`);
  return stepToTake(program, step, key.slice(step.length + 1));
};

/**
 * Everything that can be done with an order now, and what it waits for, the most urgent first: what only a partner can tell
 * and other steps wait for; steps that can be taken, in the order of the flow; steps that lack something, with what and who
 * has to see to it; last those that were done before and can be done once more.
 */
export const nextStepsOf = (order: TrackedOrder, mode: WorkflowMode): NextStep[] => {
  const steps = stepsOf(order.program)
    .filter((step) => step !== 'create-quote')
    .flatMap((step) => instancesOf(order, step));
  const open = steps.filter(({ taken }) => refusalsFor(order, taken).length === 0 && !isDone(order, taken));
  const available = open.filter(({ taken }) => meetsPreconditions(order, taken, mode));
  const waiting = open.filter(
    ({ taken }) => missingFor(order, taken).length > 0 && !meetsPreconditions(order, taken, mode),
  );
  const { onward = [], again = [] } = Object.groupBy(available, ({ taken }) =>
    wasDone(order, taken) ? 'again' : 'onward',
  );
  const offered = ({ step, taken }: (typeof open)[number]): NextStep => ({
    ...described(order, step, taken),
    available: true,
    actor: 'you',
    needs: [],
  });
  return [
    ...attestationsFor(order),
    ...onward.map(offered),
    ...waiting.map(({ step, taken }) => ({
      ...described(order, step, taken),
      available: false,
      actor: actorFor(order, taken),
      needs: missingFor(order, taken).map(({ fact, needed, known }) => `${fact}: ${needed} (${known})`),
    })),
    ...again.map((step) => ({ ...offered(step), again: true as const })),
  ];
};

const instancesOf = (order: TrackedOrder, step: OrderStep): { step: OrderStep; taken: StepToTake }[] =>
  stepRule(order.program, step).perSubOrder
    ? order.subOrderIds.map((id) => ({ step, taken: stepToTake(order.program, step, id) }))
    : [{ step, taken: stepToTake(order.program, step) }];

/** Whether the fact the step records is known, or a later one in its stead. */
const wasDone = (order: TrackedOrder, { rule: { records }, subOrderId }: StepToTake): boolean => {
  const standing = order.facts[factKey(records.fact, subOrderId)]?.value;
  return standing !== undefined && !valuesBefore(records.fact, records.value)?.includes(standing);
};

const isDone = (order: TrackedOrder, { rule, subOrderId }: StepToTake): boolean =>
  rule.once === true && order.facts[factKey(rule.records.fact, subOrderId)] !== undefined;

const described = ({ program }: TrackedOrder, step: OrderStep, { rule, subOrderId }: StepToTake) => {
  const operation = orderStepOperations[`${program} ${step}`];
  if (!operation) throw new Error(`No operation takes the step ${step} of ${program}.`);
  return {
    operation: operation.id,
    method: operation.method,
    path: operation.path,
    ...(subOrderId !== undefined && { subOrderId }),
    description: rule.description,
  };
};

/** Who has to act before the step can be taken: whoever the first thing it lacks depends on. */
const actorFor = (order: TrackedOrder, step: StepToTake): NextStep['actor'] => {
  const [first] = missingFor(order, step);
  if (first?.fact === 'signature') return 'end-customer';
  return first?.fact === 'credit' && order.facts['credit'] !== undefined ? 'att' : 'you';
};

/** What only a partner can tell: AT&T decides by mail, and reports no signature of an APEX contract. */
const attestationsFor = (order: TrackedOrder): NextStep[] => {
  const attest = (actor: NextStep['actor'], description: string): NextStep => ({
    operation: 'attest-order-fact',
    method: 'POST',
    path: `/v1/tracking/orders/${encodeURIComponent(order.quoteId)}/attestations`,
    available: true,
    actor,
    needs: [],
    description,
  });
  const credit = order.facts['credit']?.value;
  const isSent = order.facts['contract']?.value === 'sent' || order.origin === 'elsewhere';
  return [
    ...(credit !== 'approved' && credit !== 'declined' && (credit !== undefined || order.origin === 'elsewhere')
      ? [
          attest(
            'att',
            'Attest AT&T’s credit decision when you learn it outside the API: fact `credit`, value `approved` or `declined`.',
          ),
        ]
      : []),
    ...(order.facts['signature']?.value !== 'signed' && isSent && order.facts['order'] === undefined
      ? [
          attest(
            'end-customer',
            'Attest the signature when the contract is signed: fact `signature`, value `signed` or `declined`.',
          ),
        ]
      : []),
  ];
};
