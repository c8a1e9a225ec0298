import { examplesOf, type OperationId } from '#operations/registry';
import { startSimulator, type Simulator } from '../../tools/simulator/simulator';
import { control, sendExample } from '../support/simulator-client';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
beforeEach(() => control(simulator, 'POST reset'));
afterAll(() => simulator.close());

const sampleOf = (id: OperationId) => examplesOf[id][0];

/** Exchanges a sample as the gateway does. */
const answerTo = async (id: OperationId): Promise<unknown> =>
  JSON.parse((await sendExample(simulator, id, sampleOf(id))).text);

const changes: [read: OperationId, kind: string, key: string, set: object, shows: object][] = [
  [
    'alliance-get-credit-check',
    'credit-check',
    '0Q0KQ000000CvYs0AK',
    { approvalStatus: 'Declined' },
    { approvalStatus: 'Declined' },
  ],
];

describe('a read that AT&T has published a sample of', () => {
  it.each(changes)('%s is answered by the sample, until something is otherwise', async (id, kind, key, set, shows) => {
    expect(await answerTo(id)).toEqual(sampleOf(id).answer.body);
    expect(await answerTo(id)).toEqual(sampleOf(id).answer.body);
    await control(simulator, 'POST state', { kind, solutionProvider: '10006', key, set });
    expect(await answerTo(id)).toMatchObject(shows);
    await control(simulator, 'POST reset');
    expect(await answerTo(id)).toEqual(sampleOf(id).answer.body);
  });
});
