import type { Journey } from './journey';
import { allianceJourney } from './alliance';
import { apexJourney } from './apex';
import { mobilityJourney } from './mobility';

/** Every journey, in the order the demo shows them. A new one is a file of its own, listed here. */
export const journeys: readonly Journey[] = [apexJourney, allianceJourney, mobilityJourney];
