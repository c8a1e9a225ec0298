import { join } from 'node:path';
import { bulkWriteJourney } from './bulk-write.journey';
import { assemble, bootstrap, deployAll } from './deploy-tenant';
import { emulatedIamJourney } from './emulated-iam.journey';
import type { Journey } from './journey';
import { lookUpJourney } from './look-up.journey';
import { operatorOf, operatorSettings, region } from './operator';
import { operatorJourney } from './operator.journey';
import { ordersJourney } from './orders.journey';
import { portInJourney } from './port-in.journey';
import { rolesJourney } from './roles.journey';
import { allProbes } from './probes/all';
import { probesFor, type ProbedWorld } from './probes/probe';
import { repository } from './run-command';
import { runSuite, say, sayDifferences, timed } from './suite';
import { writeJourney } from './write.journey';

/** Deploys the example tenant into an AWS emulator, with the CDK’s own command, and takes these journeys through it. */
const journeys: readonly Journey<ProbedWorld>[] = [
  emulatedIamJourney,
  lookUpJourney,
  writeJourney,
  ordersJourney,
  portInJourney,
  bulkWriteJourney,
  operatorJourney,
  rolesJourney,
];
const probes = probesFor(allProbes, true);

await runSuite([...journeys, ...probes.shown], async (ground) => {
  const plan = { ...ground, tenant: 'example', tenants: join(repository, 'tenants') };
  const deployment = await timed('Deploying example into the emulator', async () => {
    const assembly = await assemble(plan, 'assembly');
    sayDifferences(assembly);
    await bootstrap(plan, assembly);
    return deployAll(plan, assembly);
  });
  say('Shown in a real account alone (`npm run test:account`):');
  for (const { title, because } of probes.others) say(`  ${title}: ${because}`);
  const settings = operatorSettings(plan);
  const own = { tenant: plan.tenant, region, settings, account: '000000000000', isEmulated: true };
  return { deployment, operator: operatorOf(plan), simulatorUrl: ground.simulatorUrl, ...own };
});
