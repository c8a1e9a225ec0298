import * as z from 'zod';
import { operationById, type OperationId } from '#operations/registry';
import { factKey } from '#domain/order/facts';
import { stepRule, type OrderStep } from '#domain/order/order-workflow';
import { meaningOf, type Intent } from './intent';
import type { KnownPortIn } from './mobility-journey';
import type { SoldOrder } from './order-journey';
import type { Remembered } from './truth';
import { called, recordIdOf, requestViewOf, type World } from './world';

/** Something a partner sees that is not so at AT&T, or the other way round. */
export type Finding = string;

/** Compares a write’s record and answers with what AT&T did. @param done how often AT&T carried it out */
export const checkedIntent = async (world: World, intent: Intent, done: number): Promise<Finding[]> => {
  const { call, answers, stated, key } = intent;
  const view = await requestViewOf(world, call.solutionProvider, recordIdOf(call));
  const outcome = view?.outcome ?? 'none';
  const bodies = answers.filter((answer) => meaningOf(answer) === 'done').map((answer) => answer?.body);
  const wasFoundSo =
    view?.['foundBy'] !== undefined && operationById(call.route as OperationId).idempotency === 'optional';
  const wrong: Record<string, boolean> = {
    'done more than once': done > 1,
    'said to be done, and was not': outcome === 'succeeded' && done === 0 && !wasFoundSo,
    'said not to be done, and was': ['not-sent', 'rejected', 'not-applied', 'none'].includes(outcome) && done > 0,
    'left open': ['unknown', 'in-flight'].includes(outcome),
    'answered in different ways': stated === undefined && new Set(bodies).size > 1,
    'answered as done, and is not':
      bodies.length > 0 && ['not-sent', 'rejected', 'not-applied', 'none'].includes(outcome),
  };
  return Object.entries(wrong).flatMap(([what, isWrong]) =>
    isWrong
      ? [
          `${what}: ${call.route} ${key}, done ${done} times, record ${outcome}, found by ${JSON.stringify(view?.['foundBy'])}`,
        ]
      : [],
  );
};

const orderView = z.looseObject({
  orderId: z.string().optional(),
  facts: z.record(z.string(), z.looseObject({ value: z.string() })),
  pending: z.record(z.string(), z.string()),
});
const subOrder = z.looseObject({
  orderId: z.string(),
  status: z.string(),
  enrichments: z.record(z.string(), z.string()),
});

/** Compares an order as its partner sees it with what AT&T remembers. */
export const checkedOrder = async (world: World, sold: SoldOrder, remembered: Remembered): Promise<Finding[]> => {
  const { program, solutionProvider, quoteId } = sold;
  const path = { quoteId };
  const answer = await called(world.processes.lasting(), {
    kind: 'call',
    route: 'get-tracked-order',
    solutionProvider,
    path,
  });
  const parsed = orderView.safeParse(JSON.parse(answer?.body ?? '{}'));
  if (!parsed.success) return [`no tracked order: ${solutionProvider} ${quoteId} ${answer?.body ?? ''}`];
  const { facts, orderId, pending } = parsed.data;
  const of = (kind: string): Record<string, Record<string, unknown>> => remembered[kind]?.[solutionProvider] ?? {};
  const atAtt = of('quote')[quoteId]?.['orderId'];
  const subOrders = Object.entries(of('sub-order')).flatMap(([id, one]) => {
    const known = subOrder.parse(one);
    return known.orderId === atAtt ? [{ id, ...known }] : [];
  });
  const factsAtAtt = subOrders.flatMap(({ id, status, enrichments }) => [
    ...(status === 'CREATED' ? [] : [`handoff:${id}`]),
    ...Object.keys(enrichments).map((name) => `${name}:${id}`),
  ]);
  const shown = Object.keys(facts).filter((name) => name.includes(':'));
  const isSent = facts['contract']?.value === 'sent' || 'create-contract' in pending;
  const underWay = Object.keys(pending).map((key) => factOfStep(program, key));
  const isOrdered = facts['order']?.value === 'created';
  const wrong: Record<string, boolean> = {
    'another order': isOrdered ? orderId !== atAtt : atAtt !== undefined && !underWay.includes('order'),
    'another contract': isSent !== (of('contract')[quoteId] !== undefined),
    'facts that are not so': shown.some((name) => !factsAtAtt.includes(name)),
    'facts that are lost': factsAtAtt.some((name) => !shown.includes(name) && !underWay.includes(name)),
    'a step left open': !(await everyNeedsAttention(world, solutionProvider, Object.values(pending))),
  };
  return Object.entries(wrong).flatMap(([what, isWrong]) =>
    isWrong
      ? [
          `${what}: ${solutionProvider} ${quoteId}, shown ${JSON.stringify({ facts, pending })}, at AT&T ${String(atAtt)} ${factsAtAtt.join()}`,
        ]
      : [],
  );
};

/** The fact a step leaves, by the step’s key: its name, with the sub-order where it is about one. */
const factOfStep = (program: SoldOrder['program'], key: string): string => {
  const [step = '', subOrderId] = key.split(':');
  return factKey(stepRule(program, step as OrderStep).records.fact, subOrderId); // The gateway shows only its own steps.
};

/** A step may stay begun only while a person has to look into its request. */
const everyNeedsAttention = async (
  world: World,
  solutionProvider: string,
  addresses: readonly string[],
): Promise<boolean> => {
  const views = await Promise.all(
    addresses.map((address) => requestViewOf(world, solutionProvider, address.slice('/v1/requests/'.length))),
  );
  return views.every((view) => view?.outcome === 'needs-attention');
};

const portInView = z.looseObject({ subscriberNumber: z.string().optional() });

/** A port-in that AT&T gave an id to is tracked. */
export const checkedPortIn = async (
  world: World,
  { solutionProvider, id, subscriberNumber }: KnownPortIn,
): Promise<Finding[]> => {
  const answer = await called(world.processes.lasting(), {
    kind: 'call',
    route: 'get-tracked-port-in',
    solutionProvider,
    path: { id },
  });
  const isSo =
    answer?.status === 200 && portInView.parse(JSON.parse(answer.body)).subscriberNumber === subscriberNumber;
  return isSo
    ? []
    : [
        `no tracked port-in: ${solutionProvider} ${id} of ${subscriberNumber}, ${answer?.status ?? 0} ${answer?.body ?? ''}`,
      ];
};

/** What must not be done twice, under whatever key: `order of quote …`, `handoff of …`, `port-in of …`, `activation of …`. */
const onceOnly = /^(order of quote|handoff of|port-in of|activation of)/;

export const checkedBusiness = async (world: World): Promise<Finding[]> => {
  const effects = z
    .array(z.looseObject({ operation: z.string(), solutionProvider: z.string(), key: z.string(), count: z.number() }))
    .parse(await world.sim('GET effects'));
  return effects
    .filter(({ key, count }) => count > 1 && onceOnly.test(key))
    .map(
      ({ operation, solutionProvider, key, count }) => `done ${count} times: ${operation} ${solutionProvider} ${key}`,
    );
};
