import * as z from 'zod';
import { clientOf } from '../../tools/demo/local-runtime';
import type { JourneyClient, StepReport } from '../journeys/journey';
import { mobilityJourney } from '../journeys/mobility';
import { runJourney } from '../journeys/run-journey';
import { startLocalGateway, type LocalGateway } from '../support/local-gateway';

jest.setTimeout(60_000);

let gateway: LocalGateway;
let client: JourneyClient;
beforeAll(async () => {
  gateway = await startLocalGateway();
  client = await clientOf(gateway);
});
afterAll(() => gateway.remove());

const effects = z.array(z.object({ operation: z.string(), key: z.string(), count: z.number() }));
const received = z.array(z.object({ operation: z.string().optional() }));

/** States the journey showed, each once where it stayed the same. */
const runThrough = async (): Promise<string[]> => {
  const states: string[] = [];
  const note = ({ state }: StepReport): void => {
    if (state !== undefined && state !== states.at(-1)) states.push(state);
  };
  await runJourney(mobilityJourney, client, note);
  return states;
};

const journeyStates = [
  ...['pending', 'active'],
  ...['submitted', 'action-required', 'pending', 'completed'],
  ...['pending', 'partly-failed'],
];

describe('the mobility journey', () => {
  beforeAll(() => gateway.sim('POST reset'));

  it('goes from the billing account to the removal of a static address, and AT&T does everything once', async () => {
    expect(await runThrough()).toEqual(journeyStates);
    const done = effects.parse(await gateway.sim('GET effects'));
    expect(done.filter(({ count }) => count !== 1)).toEqual([]);
    expect(done.map(({ operation }) => operation)).toEqual([
      'create-billing-account',
      'activate-service',
      'change-rate-plan',
      'suspend-subscriber',
      'resume-subscriber',
      'change-number',
      'cancel-subscriber',
      'restore-subscriber',
      'request-port-in',
      'update-port-in',
      'provision-pdp',
      'remove-static-ip',
    ]);
  });

  it('sends AT&T nothing of a change the line’s status does not allow', async () => {
    const requests = received.parse(await gateway.sim('GET requests?operation=suspend-subscriber'));
    expect(requests).toHaveLength(1);
  });

  it('can be gone through a second time with what the first has left behind', async () => {
    expect(await runThrough()).toEqual(journeyStates);
  });
});
