import type { NewFact } from '#domain/order/facts';
import { largestFactsBytes, mostSubOrders, requireRoomFor } from '#tracking/order/attestation-limit';
import { at, observed, orderId, trackedOrder } from './orders';

const attested = (parts: Partial<NewFact> = {}): NewFact => ({
  name: 'order',
  value: 'created',
  provenance: 'attested',
  at,
  ...parts,
});

const numbered = (count: number): string[] => Array.from({ length: count }, (_, index) => `s${index}`);

const refused = (detail?: string): Error =>
  expect.objectContaining({ code: 'attestation-limit', ...(detail && { details: { detail } }) }) as Error;

describe('sub-orders of an order', () => {
  const ids = (count: number) => ({ orderId, subOrderIds: numbered(count) });

  it('can be attested up to a limit, and not one more', () => {
    expect(() => requireRoomFor(trackedOrder(), attested(), ids(mostSubOrders))).not.toThrow();
    expect(() => requireRoomFor(trackedOrder(), attested(), ids(mostSubOrders + 1))).toThrow(refused());
  });

  it('count where a fact of theirs is all that is known of them, and once each', () => {
    const facts = observed(Object.fromEntries(numbered(mostSubOrders).map((id) => [`billing:${id}`, 'enriched'])));
    const full = trackedOrder({ facts, orderId, subOrderIds: ['s0', 's1'] });
    const handoff = (subOrderId: string) => attested({ name: 'handoff', value: 'done', subOrderId });
    expect(() => requireRoomFor(full, handoff('s7'), undefined)).not.toThrow();
    expect(() => requireRoomFor(full, attested({ name: 'completion', value: 'completed' }), undefined)).not.toThrow();
    expect(() => requireRoomFor(full, handoff('another'), undefined)).toThrow(refused());
    expect(() => requireRoomFor({ ...full, subOrderIds: ['another'] }, handoff('s7'), undefined)).toThrow(
      refused(`The order would have ${mostSubOrders + 1} sub-orders (limit ${mostSubOrders}).`),
    );
  });

  it('are told apart by all of their id, whatever is in it', () => {
    const facts = observed(Object.fromEntries(numbered(mostSubOrders).map((id) => [`billing:a:${id}`, 'enriched'])));
    const of = (subOrderId: string) => attested({ name: 'handoff', value: 'done', subOrderId });
    expect(() => requireRoomFor(trackedOrder({ facts }), of('a:s1'), undefined)).not.toThrow();
    expect(() => requireRoomFor(trackedOrder({ facts }), of('a'), undefined)).toThrow(refused());
  });
});

describe('what is known of an order', () => {
  const evidence = (bytes: number) => attested({ evidence: 'x'.repeat(bytes) });
  const { name: _name, ...fact } = evidence(0);
  const others = Buffer.byteLength(JSON.stringify({ ...trackedOrder().facts, order: fact }));

  it('has so many bytes, and not one more', () => {
    expect(() => requireRoomFor(trackedOrder(), evidence(largestFactsBytes - others), undefined)).not.toThrow();
    expect(() => requireRoomFor(trackedOrder(), evidence(largestFactsBytes - others + 1), undefined)).toThrow(
      refused(`What is known of the order would take ${largestFactsBytes + 1} bytes (limit ${largestFactsBytes}).`),
    );
  });
});

it.each(['observed', 'inferred'] as const)('what is %s is never refused for want of room', (provenance) => {
  const shown = attested({ provenance, evidence: 'x'.repeat(largestFactsBytes) });
  expect(() => requireRoomFor(trackedOrder(), shown, { orderId, subOrderIds: numbered(200) })).not.toThrow();
});
