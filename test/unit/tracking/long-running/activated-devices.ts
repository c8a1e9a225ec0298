import { activationBody, scriptedAtt, solutionProvider, wireAnswer, type MobilityRig } from './mobility-rig';

export const [imei, otherImei] = ['352099000001046', '352099000001053'];
export const [sim, otherSim] = ['89014103200000000023', '89014103200000000031'];
export const eid = '89049032000000000000000000000163';

export const activations = (state = { word: 'pending', line: {} as object }) => {
  let last = 0;
  return scriptedAtt({
    'activate-service': () => wireAnswer(202, { requestId: `ACT-${(last += 1)}`, requestStatus: 'pending' }),
    'get-service-activation': ({ url }) =>
      wireAnswer(200, {
        requestId: url.pathname.split('/').at(-1),
        requestStatus: state.word,
        lines: [{ status: state.word, ...state.line }],
      }),
  });
};

export const lockOf = (name: string) => ({ pk: `SP#${solutionProvider}`, sk: `OPEN-SERVICE-ACTIVATION#${name}` });

/** Reads the first activation after a while. */
export const readAfter = async (rig: MobilityRig, milliseconds: number): Promise<void> => {
  rig.advance(milliseconds);
  await rig.call('get-service-activation', { path: { activationId: 'ACT-1' } });
};

export const activate = (rig: MobilityRig, key: string, device: object) =>
  rig.call('activate-service', { body: activationBody(device), key });
