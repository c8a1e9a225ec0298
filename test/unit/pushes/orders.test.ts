import type { Contract, PushStatement } from '#domain/contract/statement';
import { valuesBefore, valuesOf, type FactName, type NewFact } from '#domain/order/facts';
import { createPollJobStore } from '#polling/poll-job-store';
import { createTable } from '#platform/table/table';
import { applyPush, type ApplyDependencies } from '#pushes/apply-push';
import { factEffectOn } from '#pushes/order-push-effect';
import { createOrderStore } from '#tracking/order/order-store';
import type { TrackedOrder } from '#tracking/order/tracked-order';
import { dynaliteClient, tableName } from '../../support/dynalite-client';
import { fixedClock } from '../../support/fakes';
import { solutionProvider } from '../../support/gateway-rig';
import { pushRig } from '../../support/push-rig';

const quoteId = '0Q0W00000AbCdEfKAV';
const orderId = '8011W00000AbCdEQAV';

const statements: Record<string, PushStatement> = {
  'alliance-get-credit-check': {
    id: '/credit/quote',
    members: { '/approvalStatus': { at: '/credit/verdict', words: { YES: 'Auto-Approved', NO: 'Declined' } } },
  },
  'alliance-get-contract': { id: '/paper/quote', members: { '/contractStatus': '/paper/stage' } },
  'alliance-get-order-status': {
    id: '/order/number',
    at: '/order/since',
    members: { '/responseData/orderStatus': { at: '/order/stage', words: { DONE: 'COMPLETED', OFF: 'CANCELLED' } } },
  },
};

const contractOf = (stated: Record<string, PushStatement>): Contract =>
  Object.fromEntries(Object.entries(stated).map(([id, push]) => [id, { push }]));

const pushedOrder = async (stated = statements) => {
  const clock = fixedClock();
  const table = createTable(await dynaliteClient(), tableName);
  const orders = createOrderStore(table, clock.now);
  const born = { solutionProvider, program: 'alliance', quoteId, origin: 'here', by: 'crm' } as const;
  const order = await orders.adopt(born);
  const at = (): string => new Date(clock.now()).toISOString();
  const facts: Omit<NewFact, 'at'> = { name: 'order', value: 'created', provenance: 'observed' };
  await orders.record(order, { ...facts, at: at() }, { ids: { orderId, subOrderIds: [] } });
  clock.advance(60_000);
  const rig = pushRig({ table, now: clock.now, contract: contractOf(stated) });
  const known = async (): Promise<TrackedOrder> => (await orders.find(solutionProvider, quoteId))!;
  return {
    ...{ rig, clock, table, orders, at },
    push: (message: object, to?: string) => rig.push(JSON.stringify(message), to === undefined ? {} : { to }),
    values: async () =>
      Object.fromEntries(Object.entries((await known()).facts).map(([key, { value }]) => [key, value])),
    timeline: async () => (await known()).timeline.map(({ type, fact, after }) => [type, fact, after].join(' ')),
    record: async (fact: Pick<NewFact, 'name' | 'value' | 'provenance'>) =>
      orders.record(await known(), { ...fact, at: at(), by: 'crm' }),
    followed: (kind: string, id: string) =>
      createPollJobStore(table, clock.now).ensure({ solutionProvider, kind, id }, () => []),
  };
};

const credit = (verdict: string) => ({ credit: { quote: quoteId, verdict } });
const stage = (word: string, since: string) => ({ order: { number: orderId, stage: word, since } });

describe('an order that AT&T tells about', () => {
  it('comes to its end by messages alone, as it would by reads, with one entry for each thing that is new', async () => {
    const order = await pushedOrder();
    expect(await order.push(credit('LOOKING'))).toBe('applied');
    expect(await order.push(credit('YES'))).toBe('applied');
    expect(await order.push({ paper: { quote: quoteId, stage: 'Signed' } })).toBe('applied');
    expect(await order.push(stage('BUILDING', order.at()))).toBe('applied');
    order.clock.advance(60_000);
    expect(await order.push(stage('DONE', order.at()))).toBe('applied');
    expect((await order.timeline()).slice(2)).toEqual([
      'fact-recorded credit manual-review',
      'fact-recorded credit approved',
      'fact-recorded contract sent',
      'fact-recorded signature signed',
      'fact-recorded status BUILDING',
      'fact-recorded status COMPLETED',
      'fact-recorded completion completed',
    ]);
    expect(order.rig.started).toEqual([]);
  });

  it('is the same when a read has shown it, and when the message comes again', async () => {
    const order = await pushedOrder();
    await order.record({ name: 'credit', value: 'approved', provenance: 'observed' });
    const before = await order.timeline();
    expect(await order.push(credit('YES'))).toBe('known');
    expect(await order.push({ ...credit('YES'), again: true })).toBe('known');
    expect(await order.timeline()).toEqual(before);
  });

  it('is not taken back by what comes late', async () => {
    const order = await pushedOrder();
    const early = order.at();
    order.clock.advance(60_000);
    await order.push(stage('DONE', order.at()));
    const before = await order.timeline();
    expect(await order.push(stage('BUILDING', early))).toBe('late');
    expect(await order.push({ ...stage('BUILDING', order.at()), later: true })).toBe('late');
    expect(await order.timeline()).toEqual(before);
  });

  it('is believed where AT&T could be asked as well, if it says since when', async () => {
    const order = await pushedOrder();
    await order.followed('order-status', orderId);
    await order.push(stage('PLANNED', order.at()));
    order.clock.advance(60_000);
    expect(await order.push(stage('BUILDING', order.at()))).toBe('applied');
    expect(order.rig.started).toEqual([]);
  });

  it('keeps an end that a message contradicts, and AT&T is asked', async () => {
    const order = await pushedOrder();
    await order.push(stage('DONE', order.at()));
    await order.followed('order-status', orderId);
    const before = await order.timeline();
    order.clock.advance(60_000);
    expect(await order.push(stage('OFF', order.at()))).toBe('contradicts');
    expect(await order.timeline()).toEqual(before);
    expect(order.rig.started).toHaveLength(1);
  });

  it('is not another Solution Provider’s, nor one that nobody knows', async () => {
    const order = await pushedOrder();
    expect(await order.push(credit('YES'), order.rig.otherProvider)).toBe('waiting');
    expect(await order.push({ credit: { quote: '0Q0W00000AbCdEgKAV', verdict: 'YES' } })).toBe('waiting');
    expect(await order.values()).toEqual({ quote: 'created', order: 'created' });
  });

  it('keeps what a partner attests while the message is looked at, where that is later', async () => {
    const order = await pushedOrder();
    await order.record({ name: 'credit', value: 'requested', provenance: 'observed' });
    const withOutcomes: ApplyDependencies['orders']['withOutcomes'] = async (read) => {
      await order.record({ name: 'credit', value: 'approved', provenance: 'attested' });
      return read;
    };
    expect(await order.rig.send(JSON.stringify(credit('LOOKING')))).toBe(202);
    const applier = order.rig.applier();
    const push = await applier.pushes.find(order.rig.handedOn[0]!);
    await applyPush({ ...applier, orders: { ...applier.orders, withOutcomes } }, push!);
    expect((await order.values())['credit']).toBe('approved');
  });

  it('says nothing by a message without a word', async () => {
    const order = await pushedOrder();
    expect(await order.push({ credit: { quote: quoteId } })).toBe('not-understood');
  });
});

describe('a message of an order without a time', () => {
  const { at: _, ...untimed } = statements['alliance-get-order-status']!;
  const word = (one: string) => ({ order: { number: orderId, stage: one } });

  it('has AT&T asked where its word may be an old one', async () => {
    const order = await pushedOrder({ 'alliance-get-order-status': untimed });
    await order.followed('order-status', orderId);
    expect(await order.push(word('PLANNED'))).toBe('applied');
    expect(await order.push(word('BUILDING'))).toBe('asked');
    expect((await order.values())['status']).toBe('PLANNED');
    expect(order.rig.started).toHaveLength(1);
  });

  it('counts in the order of receipt where nobody can ask', async () => {
    const order = await pushedOrder({ 'alliance-get-order-status': untimed });
    await order.push(word('PLANNED'));
    order.clock.advance(60_000);
    expect(await order.push(word('BUILDING'))).toBe('applied');
    expect((await order.values())['status']).toBe('BUILDING');
  });
});

const moments = ['2026-11-05T09:00:00.000Z', '2026-11-05T10:00:00.000Z'] as const;
const courses = (['credit', 'signature', 'completion', 'contract', 'order'] as const satisfies FactName[]).flatMap(
  (name) => valuesOf(name)!.flatMap((from) => valuesOf(name)!.map((to) => ({ name, from, to }))),
);

describe.each(courses)('$name, $from known and $to pushed', ({ name, from, to }) => {
  const effectOn = (provenance: 'observed' | 'attested') =>
    factEffectOn(
      { value: from, provenance, at: moments[0] },
      { name, value: to, provenance: 'observed', at: moments[1] },
    );
  const isEarlier = valuesBefore(name, from)!.includes(to);
  const isLater = valuesBefore(name, to)!.includes(from);

  it('moves forward only, and contradicts what it can neither precede nor follow', () => {
    expect(effectOn('observed')).toBe(from === to ? 'known' : isLater ? 'applied' : isEarlier ? 'late' : 'contradicts');
  });

  it('counts before what a partner attested, but where that is later', () => {
    expect(effectOn('attested')).toBe(isEarlier ? 'late' : 'applied');
  });
});
