import { bulkWriteJourney } from '../deploy/bulk-write.journey';
import { runJourneys, type Audience, type Journey, type Result, type Tally, type World } from '../deploy/journey';
import { lookUpJourney } from '../deploy/look-up.journey';
import { operatorAt } from '../deploy/operator';
import { ordersJourney } from '../deploy/orders.journey';
import { portInJourney } from '../deploy/port-in.journey';
import { allProbes } from '../deploy/probes/all';
import { probesFor, type ProbedWorld } from '../deploy/probes/probe';
import { writeJourney } from '../deploy/write.journey';
import { deployGateway, deploySimulator, synthesizeGateway, tenantsOf, writeTenant, type Attempt } from './deploy';
import { receiveAt } from './public-receiver';

/** Those of the deploy suite; `roles` is none of them, which shows that the emulator enforces what AWS always does. */
const journeys: readonly Journey[] = [lookUpJourney, writeJourney, ordersJourney, portInJourney, bulkWriteJourney];

/** AWS starts functions, delivers events and polls port-ins (every three minutes, nine at night) slower than the emulator. */
const slowness = 20;

const worldOf = async (attempt: Attempt, say: (line: string) => void): Promise<ProbedWorld> => {
  const { site, run, account } = attempt;
  writeTenant(attempt);
  say('Deploying the double of AT&T …');
  const simulatorUrl = await deploySimulator(attempt);
  say('Deploying the gateway …');
  const { assembly, takenOut } = await synthesizeGateway(attempt, simulatorUrl);
  for (const line of takenOut) say(`  otherwise than at AWS: ${line}`);
  const { apiUrl, awsUrl, tokenUrl } = await deployGateway(attempt, assembly);
  say(`Deployed: ${apiUrl}`);
  const { settings, region, emulator } = site;
  const operator = operatorAt({ tenant: run, tenants: tenantsOf(attempt), settings, region, tokenUrl });
  const receive: World['receive'] = () => receiveAt(simulatorUrl);
  const reached = { deployment: { apiUrl, awsUrl }, operator, simulatorUrl, receive };
  const isEmulated = emulator !== undefined;
  return { ...reached, tenant: run, region, settings, account, isEmulated, ...(!isEmulated && { slowness }) };
};

export interface Tried {
  tally: Tally;
  results: Result[];
  /** Steps that this place cannot show. */
  notShown: { title: string; because: string }[];
}

/** Deploys everything and tries it. @param isOver whether no further step is to be begun @param say tells a person what is done */
export const tryGateway = async (
  attempt: Attempt,
  isOver: () => boolean,
  say: (line: string) => void,
): Promise<Tried> => {
  const world = await worldOf(attempt, say);
  const results: Result[] = [];
  const audience: Audience = {
    write: (text) => say(text.replace(/\n$/, '')),
    end: (result) => void results.push(result),
    isOver,
  };
  const gone = await runJourneys(journeys, world, audience);
  const { shown, others } = probesFor(allProbes, world.isEmulated);
  const probed = await runJourneys(shown, world, audience);
  const tally = { passed: gone.passed + probed.passed, failed: gone.failed + probed.failed, skipped: 0 };
  return { tally, results, notShown: others };
};
