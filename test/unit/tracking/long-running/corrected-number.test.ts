import { mobilityRig, portInBody, portInsAtAtt, wireAnswer } from './mobility-rig';

const [wrong, right] = ['2125550300', '2125550301'];

const opened = async () => {
  const state = { word: 'pending', shown: {} as object };
  const att = portInsAtAtt(state);
  const rig = await mobilityRig(att);
  const request = (number: string, key: string) => rig.call('request-port-in', { body: portInBody(number), key });
  const correct = (number: string, key: string, portInId = 'PORT-1') =>
    rig.call('update-port-in', { path: { portInId }, body: { subscriberNumber: number }, key });
  expect((await request(wrong, 'k-1')).status).toBe(201);
  return { att, rig, state, request, correct };
};

describe('a port-in whose number is corrected', () => {
  it('frees the wrong number and keeps the right one for itself, until it is final', async () => {
    const { rig, state, request, correct } = await opened();
    expect((await correct(right, 'k-2')).status).toBe(200);
    expect((await rig.portIn('PORT-1')).body).toMatchObject({ subscriberNumber: right });
    expect((await request(right, 'k-3')).body).toMatchObject({ code: 'already-done' });
    expect((await request(wrong, 'k-4')).status).toBe(201);
    state.word = 'completed';
    await rig.call('get-port-in', { path: { portInId: 'PORT-1' } });
    expect((await request(right, 'k-5')).status).toBe(201);
  });

  it('frees the wrong number at once, before anyone has looked at it', async () => {
    const { request, correct } = await opened();
    await correct(right, 'k-2');
    expect((await request(wrong, 'k-3')).status).toBe(201);
    expect((await request(right, 'k-4')).body).toMatchObject({ code: 'already-done' });
  });

  it('keeps the right number also when the record of the correction is gone', async () => {
    const { rig, request, correct } = await opened();
    const { headers } = await correct(right, 'k-2');
    await rig.portIn('PORT-1');
    const requestId = String(headers['x-request-record']).split('/').at(-1)!;
    await rig.table.delete({ pk: `REQUEST#${requestId}`, sk: 'REQUEST' });
    expect(await rig.requests.find(requestId)).toBeUndefined();
    expect((await request(right, 'k-3')).body).toMatchObject({ code: 'already-done' });
  });

  it('does not get a number that another open port-in has; AT&T is not asked', async () => {
    const { att, request, correct } = await opened();
    expect((await request(right, 'k-2')).status).toBe(201);
    const refused = await correct(right, 'k-3');
    expect([refused.status, refused.body['code']]).toEqual([409, 'already-done']);
    expect(att.timesAsked('update-port-in')).toBe(0);
    expect((await correct('2125550302', 'k-4')).status).toBe(200);
  });

  it('keeps the number it has when AT&T refuses the correction, and the other stays free', async () => {
    const { att, request, correct } = await opened();
    att.replies['update-port-in'] = () => wireAnswer(400, { message: 'no' });
    expect((await correct(right, 'k-2')).status).toBe(422);
    expect((await request(wrong, 'k-3')).body).toMatchObject({ code: 'already-done' });
    expect((await request(right, 'k-4')).status).toBe(201);
  });

  it('may have its own number repeated in a correction', async () => {
    const { correct, request } = await opened();
    expect((await correct(wrong, 'k-2')).status).toBe(200);
    expect((await request(wrong, 'k-3')).body).toMatchObject({ code: 'already-done' });
  });
});
