import { portRejections } from '#domain/mobility/port-rejections';
import { portRejections as simulated } from '../../../../tools/simulator/behaviours/mobility/port-rejections';
import { simulatedAtt } from '../../../../tools/simulator/in-process';
import { mobilityRig, portInBody } from './mobility-rig';

/** The gateway and the simulated AT&T, on the same clock. */
const journey = async () => {
  const att = simulatedAtt();
  const { clock } = att.simulation.world;
  const rig = await mobilityRig(att, clock.now().getTime());
  const pass = (duration: string, hours: number): void => {
    clock.advance(duration);
    rig.advance(hours * 3_600_000);
  };
  const read = async (id: string) => {
    const answer = await rig.call('get-port-in', { path: { portInId: id } });
    expect(answer.status).toBe(200);
    return (await rig.portIn(id)).body;
  };
  return { rig, pass, read };
};

it.each(simulated.map(({ code, ending }) => [code, ending] as const))(
  'refused for %s, sent round again with the catalogue’s own example, completed',
  async (code, ending) => {
    const { rig, pass, read } = await journey();
    const answer = await rig.call('request-port-in', { body: portInBody(`212555${ending}`), key: 'first' });
    expect(answer.status).toBe(201);
    const id = String(answer.body['id']);
    pass('PT9H', 9);
    const refused = await read(id);
    expect([refused['state'], (refused['reason'] as { code: string }).code]).toEqual(['action-required', code]);

    const { examplePatch } = refused['rejection'] as { examplePatch: { body: object } };
    const patched = await rig.call('update-port-in', { path: { portInId: id }, body: examplePatch.body });
    expect([patched.status, patched.body['code']]).toEqual([200, undefined]);
    for (let days = 0; days < 20; days += 1) pass('P1D', 24);

    const done = await read(id);
    expect([done['state'], done['final'], done['anomaly']]).toEqual(['completed', true, undefined]);
    expect(portRejections.some((rejection) => rejection.code === code)).toBe(true);
  },
);

it.each([
  ['0171', 'a PIN', { oldServiceProvider: { pin: '739105' } }],
  ['0172', 'a date', { requestedStartDate: '2031-05-05T15:30:00+0000' }],
])(
  'a number ending in %s: AT&T takes the correction of %s and loses it, and the gateway notices',
  async (ending, _, body) => {
    const { rig, pass } = await journey();
    const asked = await rig.call('request-port-in', {
      body: portInBody(`212555${ending}`, { requestedStartDate: '2031-05-01T15:30:00+0000' }),
      key: 'first',
    });
    const id = String(asked.body['id']);
    pass('PT9H', 9);
    const { status, body: problem } = await rig.call('update-port-in', { path: { portInId: id }, body });
    expect([status, problem['code']]).toEqual([409, 'not-applied']);
  },
);

it('a number ending in 0173: AT&T says cancelled and goes on, and the gateway notices', async () => {
  const { rig, pass, read } = await journey();
  const asked = await rig.call('request-port-in', { body: portInBody('2125550173'), key: 'first' });
  const id = String(asked.body['id']);
  pass('PT1H', 1);
  const { status, body } = await rig.call('cancel-port-in', { path: { portInId: id }, body: {} });
  expect([status, body['code']]).toEqual([409, 'not-applied']);
  expect((await read(id))['state']).not.toMatch(/cancel/);
});
