import type { Journey } from '../journey';
import { runSuite } from '../suite';
import { bringBackJourney } from './bring-back.journey';
import { disabledJourney } from './disabled.journey';
import { deployNeighbours, type Neighbours } from './resident';
import { rolesAcrossJourney } from './roles-across.journey';
import { rotationJourney } from './rotation.journey';
import { sideBySideJourney } from './side-by-side.journey';
import { updateJourney } from './update.journey';

/** Deploys two tenants into one AWS emulator, and takes them through what happens to a deployment in its life. In this order: the last two change the first tenant’s. */
const journeys: readonly Journey<Neighbours>[] = [
  sideBySideJourney,
  rolesAcrossJourney,
  rotationJourney,
  disabledJourney,
  updateJourney,
  bringBackJourney,
];

await runSuite(journeys, deployNeighbours);
