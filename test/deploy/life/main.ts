import type { Journey } from '../journey';
import { runSuite } from '../suite';
import { awayAndBackJourney } from './away-and-back.journey';
import { bringBackJourney } from './bring-back.journey';
import { disabledJourney } from './disabled.journey';
import { deployNeighbours, type Neighbours } from './resident';
import { restoredJourney } from './restored.journey';
import { rolesAcrossJourney } from './roles-across.journey';
import { rotationJourney } from './rotation.journey';
import { sideBySideJourney } from './side-by-side.journey';
import { updateJourney } from './update.journey';

/** Deploys two tenants into one AWS emulator, and takes them through what happens to a deployment in its life. In this order: the last ones change what is deployed. */
const journeys: readonly Journey<Neighbours>[] = [
  sideBySideJourney,
  rolesAcrossJourney,
  rotationJourney,
  disabledJourney,
  awayAndBackJourney,
  updateJourney,
  bringBackJourney,
  restoredJourney,
];

/** All of them, or those whose names have one of these words. */
const words = process.argv.slice(2).map((word) => word.toLowerCase());
const wanted = journeys.filter(
  ({ name }) => words.length === 0 || words.some((word) => name.toLowerCase().includes(word)),
);
if (wanted.length === 0) throw new Error(`No journey has ${words.join(' or ')} in its name.`);

await runSuite(wanted, deployNeighbours);
