import fc from 'fast-check';
import { longRecordId } from '#domain/order/record-id';
import { dynaliteClient } from '../../../support/dynalite-client';
import { gatewayRig } from '../../../support/gateway-rig';
import { simulatedAtt } from '../../../../tools/simulator/in-process';
import { flowSteps, orderFlow, walkTo } from '../../../support/walk-order';

const world = async () => {
  const att = simulatedAtt();
  return { att, rig: gatewayRig({ client: await dynaliteClient(), transport: att.transport }) };
};

/** The same document with every record id of 18 characters in its form of 15. */
const withShortIds = <T extends object>(document: T): T =>
  JSON.parse(JSON.stringify(document).replaceAll(/"((?:0Q0|801)\w{12})\w{3}"/g, '"$1"')) as T;

describe('a record id of AT&T’s', () => {
  it.each([
    '0Q0dx000002UEnZCAW',
    'a9Xdx000000VF2nEAG',
    '801Kf000004FnihIAC',
    '0Q0KQ000000CvYs0AK',
    '0Q0Kf000000xjXgKAI',
  ])('of 15 characters is the one AT&T prints with three more: %s', (id) => {
    expect(longRecordId(id.slice(0, 15))).toBe(id);
  });

  it('is never another one’s', () => {
    const id = fc.stringMatching(/^[A-Za-z0-9]{15}$/);
    fc.assert(
      fc.property(id, id, (one, other) => {
        expect(longRecordId(longRecordId(one))).toBe(longRecordId(one));
        expect(longRecordId(one).slice(0, 15)).toBe(one);
        expect(longRecordId(one) === longRecordId(other)).toBe(one === other);
      }),
    );
  });

  it.each(['0Q0dx000002UEnZXXX', '801dx00000Gd81K9', '0Q0-1', ''])('of another form stays as it is: %j', (id) => {
    expect(longRecordId(id)).toBe(id);
  });
});

describe('an order asked for by the short form of its ids', () => {
  it.each(['apex', 'alliance'] as const)(
    'is one and the same order, and AT&T gets the ids as they were written: %s',
    async (program) => {
      const { att, rig } = await world();
      const lastStep = orderFlow[program].at(-1)!;
      const { ids, body } = await walkTo(rig, att, lastStep, 'short', withShortIds);
      expect((await rig.call(lastStep, { key: 'last', body })).status).toBe(200);
      expect(att.calls.at(-1)!.body).toEqual(body);
      const { body: order } = await rig.order(ids.quoteId);
      expect(order).toMatchObject({ state: 'handed-off', orderId: longRecordId(ids.orderId!) });
      expect(JSON.stringify(order['facts'])).not.toMatch(/:\w{15}"/);
      expect((await rig.order(ids.quoteId.slice(0, 15))).body).toEqual(order);
      expect((await rig.order(`${ids.quoteId.slice(0, 15)}XXX`)).status).toBe(404);
    },
  );

  it.each(['apex', 'alliance'] as const)(
    'is neither quoted nor contracted anew once it is signed: %s',
    async (program) => {
      const { att, rig } = await world();
      const steps = flowSteps.filter((step) => step.startsWith(program) && /configure|create-contract/.test(step));
      const bodies = new Map<string, object>();
      for (const step of steps) bodies.set(step, (await walkTo(rig, att, step, 'one')).body);
      await walkTo(rig, att, `${program}-create-order`, 'one');
      const before = att.calls.length;
      for (const [step, body] of bodies) {
        const answer = await rig.call(step as (typeof steps)[number], {
          key: `${step}-again`,
          body: withShortIds(body),
        });
        expect([step, answer.status, answer.body['code']]).toEqual([step, 409, 'step-not-allowed']);
      }
      expect(att.calls).toHaveLength(before);
    },
  );
});
