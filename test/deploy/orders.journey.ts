import { demoCredentials } from '../../tools/simulator/credentials';
import type { ApiFamily } from '#domain/define-operation';
import type { Journey as OrderJourney } from '../journeys/journey';
import { allianceJourney } from '../journeys/alliance';
import { apexJourney } from '../journeys/apex';
import { JourneyError, runJourney } from '../journeys/run-journey';
import { tokenFor } from './gateway-calls';
import type { Journey, World } from './journey';

/** The journey of the demo, from its first step to its last, by a new client of its Solution Provider. */
const goThrough = async (world: World, journey: OrderJourney, family: ApiFamily): Promise<void> => {
  const { deployment, operator, simulatorUrl } = world;
  const { solutionProvider } = journey;
  await operator.storeCredentials(solutionProvider, family, demoCredentials(family, solutionProvider));
  const scopes = ['ordering:read', 'ordering:write', 'tracking:read', 'tracking:write'] as const;
  const token = await tokenFor(world, [...scopes], solutionProvider);
  await runJourney(journey, { baseUrl: deployment.apiUrl, token, simulatorUrl }).catch((error: unknown) => {
    if (!(error instanceof JourneyError)) throw error;
    throw new Error(`${error.message}\n${error.answer.text}`, { cause: error });
  });
};

export const ordersJourney: Journey = {
  name: 'Ordering',
  steps: [
    {
      title: 'takes an APEX order from the quote to the handoff',
      run: (world) => goThrough(world, apexJourney, 'ordering-apex'),
    },
    {
      title: 'takes an Alliance order from the lookup of the end customer to its completion',
      run: (world) => goThrough(world, allianceJourney, 'ordering-alliance'),
    },
  ],
};
