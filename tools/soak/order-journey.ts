import * as z from 'zod';
import type { OperationId } from '#operations/registry';
import type { Actor, Written } from './actor';
import { exampleCall } from './example-call';
import type { World } from './world';

export type Program = 'apex' | 'alliance';

/** An order as far as its journey got. */
export interface SoldOrder {
  program: Program;
  solutionProvider: string;
  quoteId: string;
}

const quoted = z.looseObject({ quoteId: z.string() });
const simulated = z.looseObject({
  entities: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))),
});

/** The example’s body with other members. */
const bodyLike = ({ solutionProvider }: Actor, id: OperationId, members: object): object => {
  const { body } = exampleCall(id, solutionProvider);
  return { ...(typeof body === 'object' ? body : {}), ...members };
};

/** Sells one order from its quote to its handoff, whatever goes wrong on the way. Undefined when it never got a quote. */
export const sellOrder = async (world: World, actor: Actor, number: number): Promise<SoldOrder | undefined> => {
  const program = actor.random.pick(['apex', 'alliance'] as const);
  const quoteId = await quote(actor, program, number);
  if (quoteId === undefined) return undefined;
  const sold: SoldOrder = { program, solutionProvider: actor.solutionProvider, quoteId };
  const step = (name: string, members: object) => takeStep(actor, sold, name, members);
  if (program === 'apex' && actor.random.chance(0.5)) {
    const configDiscountPromoRequest = { flowName: 'f', id: '1', pricingInputs: [], quoteId };
    await actor.write('apex-configure-quote', { body: { configDiscountPromoRequest } });
  }
  const isReady =
    (await step('check-credit', { quoteId })) &&
    (await attested(actor, quoteId, 'credit', 'approved')) &&
    (await step('create-contract', { quoteId })) &&
    (await signed(world, actor, quoteId)) &&
    (await step('create-order', { quoteId }));
  const ids = isReady ? await orderIds(world, actor, quoteId) : undefined;
  if (ids) await enrichAndHandOff(actor, sold, ids);
  return sold;
};

const quote = async (actor: Actor, program: Program, number: number): Promise<string | undefined> => {
  const body = bodyLike(actor, `${program}-create-quote`, {
    opportunityName: `Soak ${actor.solutionProvider} ${number}`,
  });
  const written = await actor.write(`${program}-create-quote`, { body });
  const answer = quoted.safeParse(written?.body);
  return answer.success ? answer.data.quoteId : undefined;
};

/** Facts a step leaves, for the case that a person has to attest them because nobody saw AT&T’s answer. */
const factOf: Record<string, readonly [fact: string, value: string]> = {
  'check-credit': ['credit', 'requested'],
  'create-contract': ['contract', 'sent'],
};

const takeStep = async (
  actor: Actor,
  { program, quoteId }: SoldOrder,
  name: string,
  members: object,
): Promise<boolean> => {
  const id = `${program}-${name}` as OperationId; // Both programs have the steps of this file.
  const written = await actor.write(id, { body: bodyLike(actor, id, members) });
  const fact = factOf[name];
  if (written?.body === undefined && written && fact) await attested(actor, quoteId, ...fact);
  return written !== undefined;
};

/** Tells the gateway; what it knows already it may know. */
const attested = async (
  actor: Actor,
  quoteId: string,
  fact: string,
  value: string,
  more: object = {},
): Promise<boolean> => {
  const path = { quoteId };
  const answer = await actor.ask('attest-order-fact', { path, body: { fact, value, ...more } });
  return answer?.status === 200 || answer?.status === 409;
};

/** The end customer signs at AT&T, and the partner hears of it. */
const signed = async (world: World, actor: Actor, quoteId: string): Promise<boolean> => {
  const { solutionProvider } = actor;
  const contract = (await rememberedOf(world, 'contract', solutionProvider))[quoteId];
  if (typeof contract !== 'object') return false;
  const set = { ...contract, status: 'Signed' };
  await world.sim('POST state', { kind: 'contract', solutionProvider, key: quoteId, set });
  return attested(actor, quoteId, 'signature', 'signed');
};

const rememberedOf = async (world: World, kind: string, solutionProvider: string): Promise<Record<string, unknown>> =>
  simulated.parse(await world.sim('GET state')).entities[kind]?.[solutionProvider] ?? {};

const orderSchema = z.looseObject({
  orderId: z.string(),
  subOrderIds: z.tuple([z.string()]),
  quoteId: z.string().optional(),
});

interface Ids {
  orderId: string;
  subOrderId: string;
}

/** The ids AT&T gave; the partner attests them where no answer said so. */
const orderIds = async (world: World, actor: Actor, quoteId: string): Promise<Ids | undefined> => {
  const orders = Object.values(await rememberedOf(world, 'order', actor.solutionProvider)).map((one) =>
    orderSchema.parse(one),
  );
  const ids = orders.find((order) => order.quoteId === quoteId);
  if (!ids) return undefined;
  const { orderId, subOrderIds } = ids;
  const [subOrderId] = subOrderIds;
  await attested(actor, quoteId, 'order', 'created', { orderId, subOrderIds });
  return { orderId, subOrderId };
};

const enrichments: Record<Program, readonly (readonly [operation: OperationId, fact: string])[]> = {
  apex: [
    ['apex-enrich-installation-and-shipping', 'installationAndShipping'],
    ['apex-reserve-port', 'portReservation'],
    ['apex-enrich-billing', 'billing'],
  ],
  alliance: [
    ['alliance-enrich-installation', 'installation'],
    ['alliance-enrich-shipping', 'shipping'],
    ['alliance-enrich-billing', 'billing'],
  ],
};

const enrichAndHandOff = async (actor: Actor, { program, quoteId }: SoldOrder, ids: Ids): Promise<void> => {
  const { subOrderId } = ids;
  const tell = async (written: Written | undefined, fact: string, value: string): Promise<void> => {
    if (written && written.body === undefined) await attested(actor, quoteId, fact, value, { subOrderId });
  };
  for (const [operation, fact] of enrichments[program]) {
    await tell(await actor.write(operation, { body: bodyLike(actor, operation, ids) }), fact, 'enriched');
  }
  await tell(await actor.write(`${program}-hand-off-order`, { body: ids }), 'handoff', 'done');
};
