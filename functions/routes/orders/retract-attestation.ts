import * as z from 'zod';
import { maskText } from '#domain/masking/mask-text';
import { factKey, isPerSubOrder, orderFacts, subOrderFacts } from '#domain/order/facts';
import { Problem } from '#domain/problems/problems';
import { knownRecordId } from '#routes/orders/known-record-id';
import { defineRoute } from '#routes/define-route';
import { orderAnswer, type OrderReads } from '#routes/orders/order-answer';
import { orderExample } from '#routes/orders/order-example';
import type { OrderStore } from '#tracking/order/order-store';
import { orderLinks, orderViewSchema } from '#tracking/order/order-view';

const words = (longest: number) => z.string().trim().min(1).max(longest);

const body = z
  .strictObject({
    fact: z.enum([...orderFacts, ...subOrderFacts]).describe('The fact that was attested.'),
    subOrderId: knownRecordId.describe('For facts of a sub-order.').optional(),
    actor: words(128).describe('Who at yours takes it back.'),
    reason: words(256).describe('Why. What looks like a PIN, a password or an account number is stored as `[secret]`.'),
  })
  .superRefine(({ fact, subOrderId }, context) => {
    if (isPerSubOrder(fact) === (subOrderId !== undefined)) return;
    const message = subOrderId === undefined ? 'is required for a fact of a sub-order' : 'is not of use for a fact of the whole order'; // prettier-ignore
    context.addIssue({ code: 'custom', path: ['subOrderId'], message });
  });

export const retractAttestation = defineRoute({
  id: 'retract-attestation',
  scope: 'tracking:write',
  summary: 'Retract an attestation',
  description:
    'Takes back what was attested by mistake: what AT&T’s answers had shown of the fact before is known again, or nothing. Attestation and retraction both stay in the timeline, with who and why. What AT&T’s answers have shown, and what a request was resolved to, cannot be retracted; the fact `order` only while nothing is known of its sub-orders. Steps already taken are not undone.',
  impact: 'Partners cannot take back a wrong attestation, so its order stays stopped or goes on wrongly.',
  method: 'POST',
  path: '/v1/tracking/orders/{quoteId}/attestations/retraction',
  request: { path: z.object({ quoteId: knownRecordId }), body },
  takesIfMatch: true,
  answersWithTag: true,
  idempotencyKey: 'needless',
  response: orderViewSchema,
  links: orderLinks,
  problems: ['order-not-found', 'fact-not-retractable'],
  example: {
    request: {
      path: { quoteId: orderExample.quoteId },
      body: { fact: 'completion', actor: 'Kim Example', reason: 'Attested for the wrong order.' },
    },
    answer: { status: 200, body: orderExample },
  },
  answer: async ({ path, body: asked, solutionProvider, caller, expectedVersions }, deps: RetractDependencies) => {
    const order = await deps.orders.find(solutionProvider, path.quoteId);
    if (!order) throw new Problem('order-not-found');
    const { fact, subOrderId, actor, reason } = asked;
    const retraction = { key: factKey(fact, subOrderId), by: caller.clientId, actor, purpose: maskText(reason) };
    const current = await deps.orders.withOutcomes(order);
    const { result, order: changed } = await deps.orders.retract(current, retraction, expectedVersions);
    if (result === 'changed-meanwhile') throw new Problem('precondition-failed');
    if (result === 'not-retractable') throw new Problem('fact-not-retractable');
    return orderAnswer(changed, deps);
  },
});

interface RetractDependencies extends OrderReads {
  orders: OrderReads['orders'] & Pick<OrderStore, 'retract'>;
}
