import type { Example } from '#domain/define-examples';
import type { Operation } from '#domain/define-operation';
import { textAt } from '#domain/json/json-pointer';
import { createTable } from '#platform/table/table';
import { createOrderStore } from '#tracking/order/order-store';
import { stepRule } from '#domain/order/order-workflow';
import { tableName } from '../local/store';
import type { TableServer } from './table-server';

/** Of the order that a call is about which names no quote. */
export const unnamedQuote = '0Q0dx000002UEnZCAW';
const unnamedOrder = '801dx00000XEaaQAAT';

/**
 * Attests everything an operation’s step waits for, of the order its example is about, so that the step can be taken
 * first thing. Nothing to do for a call that is not about an order.
 */
export const prepareOrder = async (
  { client }: TableServer,
  solutionProvider: string,
  { order: rule }: Operation,
  { request }: Example,
): Promise<void> => {
  if (rule?.step === undefined || rule.newQuoteIdAt !== undefined) return;
  const orders = createOrderStore(createTable(client, tableName), Date.now);
  const { program, step } = rule;
  const quoteId = textAt(request, rule.quoteIdAt) ?? unnamedQuote;
  const subOrderId = textAt(request, rule.subOrderIdAt);
  const attested = { provenance: 'attested' as const, at: new Date().toISOString(), by: 'soak-client' };
  const order = await orders.adopt({ solutionProvider, program, quoteId, origin: 'elsewhere', by: 'soak-client' });
  if (rule.orderIdAt !== undefined || subOrderId !== undefined) {
    const orderId = textAt(request, rule.orderIdAt) ?? unnamedOrder;
    const ids = { orderId, subOrderIds: subOrderId === undefined ? [] : [subOrderId] };
    await orders.record(order, { ...attested, name: 'order', value: 'created' }, { ids });
  }
  const known = (await orders.find(solutionProvider, quoteId)) ?? order;
  for (const { fact, oneOf, perSubOrder } of stepRule(program, step).needs) {
    const [value = ''] = oneOf;
    const ofSubOrder = perSubOrder && subOrderId !== undefined ? { subOrderId } : {};
    if (fact !== 'order') await orders.record(known, { ...attested, name: fact, value, ...ofSubOrder });
  }
};
