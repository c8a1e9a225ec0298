import { join } from 'node:path';
import { bulkWriteJourney } from './bulk-write.journey';
import { assemble, bootstrap, deployAll } from './deploy-tenant';
import type { Journey } from './journey';
import { lookUpJourney } from './look-up.journey';
import { operatorOf } from './operator';
import { ordersJourney } from './orders.journey';
import { portInJourney } from './port-in.journey';
import { rolesJourney } from './roles.journey';
import { repository } from './run-command';
import { runSuite, sayDifferences, timed } from './suite';
import { writeJourney } from './write.journey';

/** Deploys the example tenant into an AWS emulator, with the CDK’s own command, and takes these journeys through it. */
const journeys: readonly Journey[] = [
  lookUpJourney,
  writeJourney,
  ordersJourney,
  portInJourney,
  bulkWriteJourney,
  rolesJourney,
];

await runSuite(journeys, async (ground) => {
  const plan = { ...ground, tenant: 'example', tenants: join(repository, 'tenants') };
  const deployment = await timed('Deploying example into the emulator', async () => {
    const assembly = await assemble(plan, 'assembly');
    sayDifferences(assembly);
    await bootstrap(plan, assembly);
    return deployAll(plan, assembly);
  });
  return { deployment, operator: operatorOf(plan), simulatorUrl: ground.simulatorUrl };
});
