import type { OperationId } from '#operations/registry';
import type { Table } from '#platform/table/table';
import type { LineChangeLimit } from '#domain/mobility/line-change-limit';
import type { CallContext } from '#requests/call-context';
import { createLineEffects } from '#tracking/line/line-effects';
import { lineKey, type LineItem } from '#tracking/line/line-item';
import { calling } from '../long-running/effects-world';
import { testTable } from '../order/orders';
import { aNumber, anEntry, lineIn, solutionProvider, startMs, storedLine, timeOf } from './lines-in-table';

let table: Table;
beforeAll(async () => (table = await testTable()));

const nowMs = startMs + 3_600_000;
const now = new Date(nowMs).toISOString();
const dayMs = 24 * 3_600_000;
const effectsWith = (lineChangeLimit: LineChangeLimit = 'off', on: Table = table) =>
  createLineEffects({ table: on, now: () => nowMs, lineChangeLimit });

const asking = (id: OperationId, subscriberNumber: string, body: object = {}): CallContext =>
  calling(id, { path: { subscriberNumber }, body });
const reserving = (id: OperationId, { subscriberNumber }: Pick<LineItem, 'subscriberNumber'>, body?: object) =>
  effectsWith().reserve(asking(id, subscriberNumber, body), 'req_own');

describe('a call about a line', () => {
  it('is kept with who asked for what, and why', async () => {
    const subscriberNumber = aNumber();
    const context = {
      ...asking('update-device', subscriberNumber, {
        imei: '352099000001046',
        sim: '',
        eid: '89049032000000000000000000000163',
      }),
      audit: { actor: 'j.doe', reason: 'ticket 4711' },
      labels: { customerReference: 'our 7', metadata: { shop: '12' } },
    };
    expect(await effectsWith().reserve(context, 'req_own')).toEqual({
      warnings: [],
      tracked: lineKey(solutionProvider, subscriberNumber),
    });
    const [entry] = (await lineIn(table, subscriberNumber)).timeline;
    expect(entry).toStrictEqual({
      ...{ at: now, operation: 'update-device', requestId: 'req_own', by: 'client-a', actor: 'j.doe' },
      ...{ purpose: 'ticket 4711', customerReference: 'our 7', metadata: { shop: '12' }, change: 'device' },
      device: { imei: '1046', eid: '0163' },
    });
  });

  it('is kept without what it does not say', async () => {
    const subscriberNumber = aNumber();
    await effectsWith().reserve({ ...asking('remove-static-ip', subscriberNumber), labels: undefined }, 'req_own');
    await reserving('suspend-subscriber', { subscriberNumber });
    expect((await lineIn(table, subscriberNumber)).timeline).toStrictEqual([
      { at: now, operation: 'remove-static-ip', requestId: 'req_own', by: 'client-a', change: 'network' },
      {
        ...{ at: now, operation: 'suspend-subscriber', requestId: 'req_own', by: 'client-a' },
        customerReference: 'our 7',
        to: 'suspended',
      },
    ]);
  });

  it.each([
    [undefined, 'suspended'],
    ['immediate', 'suspended'],
    ['uponCompletionOfRequest', 'suspended'],
    [now, 'suspended'],
    [now.replace('Z', '+0000'), 'suspended'],
    [now.replace('Z', '-0100'), 'unknown'],
    [new Date(nowMs + 1).toISOString(), 'unknown'],
    ['nextBillingCycle', 'unknown'],
  ])('that takes effect %s leads to the status %s', async (effectiveDate, to) => {
    const subscriberNumber = aNumber();
    await reserving('suspend-subscriber', { subscriberNumber }, { effectiveDate });
    expect((await lineIn(table, subscriberNumber)).timeline[0]!.to).toBe(to);
  });

  it('without a body is kept as well', async () => {
    const subscriberNumber = aNumber();
    await effectsWith().reserve(calling('remove-static-ip', { path: { subscriberNumber } }), 'req_own');
    expect((await lineIn(table, subscriberNumber)).timeline).toMatchObject([{ operation: 'remove-static-ip' }]);
  });

  it('without a number is let through, and leaves nothing', async () => {
    const context = calling('get-line-details', { query: { imei: '352099000001046' } });
    const effects = effectsWith();
    expect(await effects.reserve(context, 'req_own')).toEqual({ warnings: [] });
    expect(await effects.isReserved(context, 'req_own')).toBeUndefined();
    expect(await effects.trackedKey(context)).toBeUndefined();
  });

  it('is found again by its number, and stays when it is released', async () => {
    const subscriberNumber = aNumber();
    const [context, effects] = [asking('suspend-subscriber', subscriberNumber), effectsWith()];
    expect(await effects.trackedKey(context)).toEqual(lineKey(solutionProvider, subscriberNumber));
    expect(await effects.isReserved(context, 'req_own')).toBe(false);
    await effects.reserve(context, 'req_own');
    await effects.release(context, 'req_own');
    await effects.scheduleFollowUp(context, {});
    expect(await effects.isReserved(context, 'req_own')).toBe(true);
  });
});

describe('a change that AT&T would refuse', () => {
  it('is refused with what it needs, and leaves nothing', async () => {
    const line = await storedLine(table, { status: 'cancelled', statusAt: timeOf(1) });
    await expect(reserving('cancel-subscriber', line)).rejects.toMatchObject({
      code: 'step-not-allowed',
      details: { missing: [{ fact: 'status', needed: 'active or suspended', known: 'cancelled' }], nextSteps: [] },
    });
    expect(await lineIn(table, line.subscriberNumber)).toMatchObject({ timeline: [], status: 'cancelled' });
  });

  it('is refused all the same when its entry cannot be taken back', async () => {
    const line = await storedLine(table, { status: 'cancelled', statusAt: timeOf(1) });
    const put = () => Promise.reject(new Error('out of order'));
    const context = asking('suspend-subscriber', line.subscriberNumber);
    await expect(effectsWith('off', { ...table, put }).reserve(context, 'req_own')).rejects.toMatchObject({
      code: 'step-not-allowed',
    });
  });

  it('because the line has had too many leaves nothing either', async () => {
    const timeline = [anEntry(1, { change: 'device', outcome: 'succeeded' })];
    const line = await storedLine(table, { status: 'active', timeline, changesMade: 1 });
    const context = asking('reset-voicemail', line.subscriberNumber, { pin: '135790' });
    await expect(effectsWith({ changes: 1, hours: 24 }).reserve(context, 'req_own')).rejects.toMatchObject({
      code: 'too-many-line-changes',
    });
    expect((await lineIn(table, line.subscriberNumber)).timeline).toEqual(timeline);
  });

  const cancelled = (agoMs: number) => ({
    status: 'cancelled' as const,
    statusAt: timeOf(1),
    cancelledAt: new Date(nowMs - agoMs).toISOString(),
  });
  const late = 'the date of the cancellation is unknown; AT&T restores for 60 days only';
  it.each<[string, Partial<LineItem>, string[] | undefined]>([
    ['just 60 days ago', cancelled(60 * dayMs), []],
    ['earlier', cancelled(60 * dayMs + 1), undefined],
    ['nobody knows when', { ...cancelled(0), cancelledAt: undefined }, [late]],
    ['as far as nobody knows', {}, [late]],
  ])('restores a line cancelled %s: %#', async (_, parts, warnings) => {
    const line = await storedLine(table, parts);
    const restored = reserving('restore-subscriber', line);
    if (warnings) expect((await restored).warnings).toEqual(warnings);
    else
      await expect(restored).rejects.toMatchObject({
        details: { missing: [{ fact: 'cancellation', needed: 'at most 60 days ago', known: parts.cancelledAt }] },
      });
  });

  it('warns of nothing but a restoration', async () => {
    for (const id of ['suspend-subscriber', 'resume-subscriber', 'cancel-subscriber'] as const)
      expect((await reserving(id, await storedLine(table))).warnings).toEqual([]);
  });
});

describe('what AT&T answers', () => {
  const number = '2125550171';
  const effectsOf = (id: OperationId, answer: unknown) =>
    effectsWith().effectsOf(asking(id, number), answer, 'req_own');

  it('to a change of the number is another one, with what leads back from it', () => {
    expect(effectsOf('change-number', { newSubscriberNumber: '+1 (212) 555-0172' })).toMatchObject({
      update: { facts: [], newNumber: '2125550172' },
      items: [{ sk: 'FORMER-NUMBER#2125550172', formerNumber: number, at: now, requestId: 'req_own' }],
    });
  });

  it.each([
    ['tells no number', 'change-number', {}],
    ['tells the same number', 'change-number', { newSubscriberNumber: number }],
    ['is of another change', 'update-device', { newSubscriberNumber: '2125550172' }],
  ] as const)('that %s, tells nothing', (_, id, answer) => {
    expect(effectsOf(id, answer)).toEqual({ update: undefined, items: [] });
  });

  it('to a call without a number tells nothing', () => {
    const context = calling('change-number', { body: {} });
    expect(effectsWith().effectsOf(context, { newSubscriberNumber: '2125550172' }, 'req_own').items).toEqual([]);
  });
});
