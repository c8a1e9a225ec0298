import type { Fact, NewFact } from '#domain/order/facts';
import { effectOf, effectOn, idsWith, withFact } from '#tracking/order/record-fact';
import { withoutAttestation } from '#tracking/order/retract-fact';
import { at, orderId, subOrderId, trackedOrder } from './orders';

const later = '2026-11-02T12:00:05.000Z';
const before = '2026-11-02T11:59:55.000Z';

const fact = (value: string, parts: Partial<NewFact> = {}): NewFact => ({
  ...{ name: 'order', value, provenance: 'observed', at },
  ...parts,
});
const standing = (value: string, parts: Partial<Fact> = {}): Fact => ({ value, provenance: 'observed', at, ...parts });

describe('a fact whose values AT&T chooses', () => {
  it.each([
    ['recorded', 'that is as old', at],
    ['recorded', 'that is newer', later],
    ['late', 'that is older', before],
  ])('is %s over one %s', (effect, _, since) => {
    expect(effectOf(standing('IN_PROGRESS'), fact('ON_HOLD', { name: 'status', at: since }))).toBe(effect);
  });
});

describe('a fact that is merely inferred', () => {
  const inferred = fact('Pecan Holdings', { name: 'businessAccountName', provenance: 'inferred', at: later });

  it.each([
    ['late', 'observed'],
    ['late', 'attested'],
    ['recorded', 'inferred'],
  ] as const)('is %s over another that is %s', (effect, provenance) => {
    expect(effectOf(standing('Pecan Street Bakery', { provenance }), inferred)).toBe(effect);
  });

  it('is known where the same is known, and recorded where nothing is', () => {
    expect(effectOf(standing('Pecan Holdings'), inferred)).toBe('known');
    expect(effectOf(undefined, inferred)).toBe('recorded');
  });
});

describe('ids that come with a fact', () => {
  const ids = { orderId, subOrderIds: [subOrderId] };
  const known = trackedOrder({ orderId, subOrderIds: [subOrderId, '801-b'], facts: { order: standing('created') } });

  it('are those of the order that is known now, and add up to those it had of the same', () => {
    expect(idsWith({ orderId, subOrderIds: ['801-b'] }, ids)).toEqual({ orderId, subOrderIds: ['801-b', subOrderId] });
    expect(idsWith({ orderId: '801-other', subOrderIds: ['801-b'] }, ids)).toEqual(ids);
    expect(idsWith({ orderId: undefined, subOrderIds: [] }, ids)).toEqual(ids);
  });

  it.each([
    ['known', 'are all known', ids],
    ['recorded', 'are new in part', { orderId, subOrderIds: [subOrderId, '801-new'] }],
    ['late', 'are of another order', { orderId: '801-other', subOrderIds: [subOrderId] }],
  ])('of a known fact make it %s when they %s', (effect, _, given) => {
    expect(effectOn(known, fact('created'), given)).toBe(effect);
  });

  it.each([
    ['confirmed', 'are all known', ids],
    ['recorded', 'are new in part', { orderId, subOrderIds: [subOrderId, '801-new'] }],
    ['late', 'are of another order', { orderId: '801-other', subOrderIds: [subOrderId] }],
  ])('of a fact AT&T confirms make it %s when they %s', (effect, _, given) => {
    const attested = { ...known, facts: { order: standing('created', { provenance: 'attested' }) } };
    expect(effectOn(attested, fact('created'), given)).toBe(effect);
  });

  it('come with a fact that is news whatever ids were known before', () => {
    expect(effectOn(trackedOrder({ orderId: '801-other', facts: {} }), fact('created'), ids)).toBe('recorded');
  });

  it('are recorded of an order that has none though the fact is known, be there sub-orders or not', () => {
    const { orderId: _orderId, ...without } = known;
    expect(effectOn(without, fact('created'), { orderId, subOrderIds: [] })).toBe('recorded');
    expect(effectOn(without, fact('created'), ids)).toBe('recorded');
  });

  it('leave the fact as it was known, by which request and whose word', () => {
    const first = standing('created', { requestId: 'req_1', by: 'client-a' });
    const order = { ...known, facts: { order: first } };
    const more = { orderId, subOrderIds: ['801-new'] };
    const changed = withFact(order, fact('created', { provenance: 'attested', by: 'client-b' }), later, more);
    expect(changed.facts['order']).toBe(first);
    expect(changed.subOrderIds).toEqual([subOrderId, '801-b', '801-new']);
    expect(changed.timeline.at(-1)).toMatchObject({ type: 'fact-recorded', before: 'created', after: 'created' });
  });
});

describe('a fact as it is stored', () => {
  const stored = (order: Record<string, Fact>, next: NewFact) => {
    const { facts, timeline } = withFact(trackedOrder({ facts: order }), next, later);
    return { fact: facts[next.name], entry: timeline.at(-1) };
  };

  it('still names the request that did what AT&T shows now', () => {
    const attested = standing('created', { provenance: 'attested', requestId: 'req_1' });
    expect(stored({ order: attested }, fact('created')).fact).toEqual(standing('created', { requestId: 'req_1' }));
    expect(stored({ order: attested }, fact('created', { requestId: 'req_2' })).fact?.requestId).toBe('req_2');
  });

  it('names no request that did something else', () => {
    const requested = standing('requested', { requestId: 'req_1' });
    expect(stored({ credit: requested }, fact('approved', { name: 'credit' })).fact).toEqual(standing('approved'));
    expect(stored({}, fact('created')).fact).toEqual(standing('created'));
  });

  it('supersedes what was known only where a partner attested it', () => {
    const attested = standing('signed', { provenance: 'attested' });
    const next = fact('declined', { name: 'signature' });
    expect(stored({ signature: attested }, next).fact).not.toHaveProperty('supersedes');
    const requested = standing('requested');
    const said = fact('approved', { name: 'credit', provenance: 'attested' });
    expect(stored({ credit: requested }, said).fact?.supersedes).toEqual(requested);
  });

  it('has an entry that names its request, if there was one', () => {
    expect(stored({}, fact('created', { requestId: 'req_1' })).entry).toMatchObject({ requestId: 'req_1' });
    expect(stored({}, fact('created')).entry).not.toHaveProperty('requestId');
  });
});

it('an attestation that is retracted takes the ids along only where it gave them', () => {
  const attested = standing('approved', { provenance: 'attested' });
  const order = trackedOrder({ orderId, subOrderIds: [subOrderId], facts: { credit: attested, order: attested } });
  const retraction = { by: 'crm', actor: 'Kim Example', purpose: 'wrong order' };
  expect(withoutAttestation(order, { key: 'credit', ...retraction }, later)).toMatchObject({
    ...{ orderId, subOrderIds: [subOrderId] },
  });
  expect(withoutAttestation(order, { key: 'order', ...retraction }, later)).not.toHaveProperty('orderId');
});
