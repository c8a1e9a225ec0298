import { wireAnswer } from '../long-running/mobility-rig';
import { limitedRig, newNumber, number } from './change-limit-rig';

describe('a line that has got another number', () => {
  it('takes its changes along', async () => {
    const { change } = await limitedRig(3);
    expect([await change('update-device'), await change('change-number')]).toEqual([200, 200]);
    expect(await change('reset-voicemail', { of: newNumber })).toBe(200);
    expect(await change('reset-voicemail', { of: newNumber })).toBe(429);
  });

  it('takes them along from number to number', async () => {
    const third = '2125550173';
    const { reply, change } = await limitedRig(3);
    expect(await change('change-number')).toBe(200);
    reply.number = () => wireAnswer(200, { status: 'Success', newSubscriberNumber: `+1 ${third}` });
    expect(await change('change-number', { of: newNumber })).toBe(200);
    expect([await change('update-device', { of: third }), await change('update-device', { of: third })]).toEqual([
      200, 429,
    ]);
  });

  it('and back is the same line still', async () => {
    const { reply, change } = await limitedRig(3);
    expect(await change('change-number')).toBe(200);
    reply.number = () => wireAnswer(200, { status: 'Success', newSubscriberNumber: number });
    expect(await change('change-number', { of: newNumber })).toBe(200);
    expect([await change(), await change()]).toEqual([200, 429]);
  });

  it('leaves its old number to others, whose changes are their own', async () => {
    const { change } = await limitedRig(3);
    await change('change-number');
    expect([await change(), await change()]).toEqual([200, 200]);
    expect([
      await change('update-device', { of: newNumber }),
      await change('update-device', { of: newNumber }),
    ]).toEqual([200, 200]);
    expect(await change('update-device', { of: newNumber })).toBe(429);
  });
});

it('counts what others of the line have pushed out of its newest', async () => {
  const { rig, change, settle, entries } = await limitedRig(2);
  expect([await change(), await change()]).toEqual([200, 200]);
  await settle();
  for (let times = 0; times < 110; times += 1) {
    const { status } = await rig.call('remove-static-ip', { path: { subscriberNumber: number } });
    expect(status).toBe(200);
    if (times % 20 === 0) await settle();
  }
  expect((await entries()).length).toBeLessThanOrEqual(100);
  expect(await change()).toBe(429);
});
