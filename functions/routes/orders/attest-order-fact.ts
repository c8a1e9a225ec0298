import * as z from 'zod';
import { labelsOf } from '#api/labels';
import { timestampOf } from '#domain/timestamp';
import { pointInTime } from '#domain/point-in-time';
import {
  isPerSubOrder,
  longestAskedFact,
  orderFacts,
  subOrderFacts,
  valuesOf,
  type FactName,
  type NewFact,
} from '#domain/order/facts';
import { Problem } from '#domain/problems/problems';
import { nameInQuery } from '#operations/query';
import { knownRecordId } from '#routes/orders/known-record-id';
import { defineRoute, type OpenedCall } from '#routes/define-route';
import { orderAnswer, type OrderReads } from '#routes/orders/order-answer';
import { orderExample } from '#routes/orders/order-example';
import type { OrderStore } from '#tracking/order/order-store';
import { orderLinks, orderViewSchema } from '#tracking/order/order-view';
import type { TrackedOrder } from '#tracking/order/tracked-order';

const names = [...orderFacts, ...subOrderFacts] as const;

const inWords = new Intl.ListFormat('en', { type: 'disjunction' });

/** Of facts that take any value. */
const freeValues: Partial<Record<FactName, string>> = {
  status: 'AT&T’s word as it is',
  businessAccountName: 'the name by which AT&T is asked for the order’s status',
};

/** In words; undefined when it takes any. */
const valuesInWords = (fact: FactName): string | undefined => {
  const values = valuesOf(fact);
  return values && inWords.format(values.map((value) => `\`${value}\``));
};

const body = z
  .strictObject({
    fact: z.enum(names).describe('What is known, e.g. `signature` or `credit`.'),
    value: z
      .string()
      .min(1)
      .max(longestAskedFact)
      .describe(
        `What is known of it. ${names.map((fact) => `\`${fact}\`: ${valuesInWords(fact) ?? freeValues[fact]}`).join('; ')}.`,
      ),
    at: pointInTime.describe('When it was so, which is not in the future; now when left out.').optional(),
    evidence: z
      .string()
      .max(200)
      .describe('Reference to the mail or document that shows it. No personal data.')
      .optional(),
    program: z.enum(['apex', 'alliance']).describe('Needed for an order the gateway does not know yet.').optional(),
    subOrderId: knownRecordId.describe('For facts of a sub-order.').optional(),
    orderId: knownRecordId.describe('With fact `order`: the id AT&T gave.').optional(),
    subOrderIds: z.array(knownRecordId).max(100).describe('With fact `order`: the sub-orders AT&T made.').optional(),
  })
  .superRefine(({ fact, value, subOrderId, orderId }, context) => {
    const mistake = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (valuesOf(fact)?.includes(value) === false)
      mistake('value', `is not a value of the fact ${fact}, which takes ${valuesInWords(fact) ?? 'any'}`);
    if (fact === 'businessAccountName' && !nameInQuery.safeParse(value).success)
      mistake('value', 'must be a name of printable characters');
    if (isPerSubOrder(fact) && subOrderId === undefined) mistake('subOrderId', 'is required for a fact of a sub-order');
    if (!isPerSubOrder(fact) && subOrderId !== undefined)
      mistake('subOrderId', 'is not of use for a fact of the whole order');
    if (fact === 'order' && orderId === undefined) mistake('orderId', 'is required with the fact `order`');
  });

export const attestOrderFact = defineRoute({
  id: 'attest-order-fact',
  scope: 'tracking:write',
  summary: 'Attest a fact of an order',
  description:
    'Tells the gateway what AT&T does not report: that the contract was signed or declined, that credit was approved by mail, that the order was completed. Recorded with who said it and when. What AT&T’s answers show later overrules it and both stay in the timeline; a wrong one is taken back with POST …/attestations/retraction. Send `If-Match` to insist on the version you read.',
  impact: 'Partners cannot report signatures, so APEX orders stop before they are created.',
  method: 'POST',
  path: '/v1/tracking/orders/{quoteId}/attestations',
  request: { path: z.object({ quoteId: knownRecordId }), body },
  takesLabels: true,
  takesIfMatch: true,
  answersWithTag: true,
  idempotencyKey: 'needless',
  response: orderViewSchema,
  links: orderLinks,
  problems: ['order-not-found', 'fact-already-known', 'attestation-limit'],
  example: {
    request: {
      path: { quoteId: orderExample.quoteId },
      body: { fact: 'signature', value: 'signed', evidence: 'envelope 527957' },
    },
    answer: { status: 200, body: orderExample },
  },
  answer: async (call, deps: AttestDependencies) => {
    const attestation = call.body;
    const now = deps.now();
    requirePast(attestation.at, now);
    const order = await knownOrder(deps, call, attestation);
    const { orderId, subOrderIds = [] } = attestation;
    const { result, order: changed } = await deps.orders.record(order, factOf(attestation, call, now), {
      ...(orderId !== undefined && { ids: { orderId, subOrderIds } }),
      expectedVersions: call.expectedVersions,
    });
    if (result === 'changed-meanwhile') throw new Problem('precondition-failed');
    if (result === 'late') {
      throw new Problem('fact-already-known', {
        detail: `The order already has a later \`${attestation.fact}\` than \`${attestation.value}\`.`,
      });
    }
    return orderAnswer(changed, deps);
  },
});

interface AttestDependencies extends Omit<OrderReads, 'orders'> {
  orders: Pick<OrderStore, 'find' | 'list' | 'withOutcomes' | 'adopt' | 'record'>;
  now: () => number;
}

/** Clocks differ by less. */
const toleranceMs = 60_000;

const requirePast = (at: string | undefined, now: number): void => {
  if (at === undefined || Date.parse(at) <= now + toleranceMs) return;
  const detail = `is in the future; it is ${timestampOf(now)} now`;
  throw new Problem('invalid-request', { errors: [{ pointer: '/at', detail }] });
};

type Attestation = z.output<typeof body>;

const knownOrder = async (
  deps: AttestDependencies,
  { event, solutionProvider, caller, path: { quoteId } }: OpenedCall & { path: { quoteId: string } },
  { program }: Attestation,
): Promise<TrackedOrder> => {
  const order =
    program === undefined
      ? await deps.orders.find(solutionProvider, quoteId)
      : await deps.orders.adopt({
          ...labelsOf(event),
          ...{ solutionProvider, program, quoteId, origin: 'elsewhere', by: caller.clientId },
        });
  if (!order) {
    throw new Problem('order-not-found', {
      hint: 'To have the gateway track an order born elsewhere, state its `program` in the attestation.',
    });
  }
  return deps.orders.withOutcomes(order);
};

const factOf = (
  { fact, value, at, evidence, subOrderId }: Attestation,
  { caller }: OpenedCall,
  now: number,
): NewFact => ({
  name: fact,
  value,
  provenance: 'attested',
  at: timestampOf(Math.min(at === undefined ? now : Date.parse(at), now)),
  by: caller.clientId,
  ...(evidence !== undefined && { evidence }),
  ...(subOrderId !== undefined && { subOrderId }),
});
