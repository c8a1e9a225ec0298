import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TenantInput } from '../../../lib/config/tenant';
import { assemble, bootstrap, deployAll, type Assembly, type Plan } from '../deploy-tenant';
import type { World } from '../journey';
import { operatorOf } from '../operator';
import { sayDifferences, timed, type Ground } from '../suite';

/** A tenant that is deployed beside another one in the same account. */
export interface Resident extends World {
  plan: Plan;
  /** What it was deployed from last. */
  assembly: Assembly;
}

/** Two tenants of one account, with the same Solution Providers. The name of the second begins with that of the first. */
export interface Neighbours {
  one: Resident;
  other: Resident;
}

/** What both state; each has its name, and whom partners ask, besides. */
const stated = {
  environment: 'uat',
  region: 'us-east-1',
  solutionProviders: [
    { id: 'A-06399x', families: ['ordering-apex', 'mobility'] },
    { id: '10067', families: ['ordering-alliance'] },
    { id: '10006', families: ['ordering-alliance', 'mobility'] },
  ],
  source: 'partner-gateway',
  // A thousand calls are made as fast as the emulator carries them, which no partner does.
  clientLimits: null,
} satisfies Omit<TenantInput, 'tenant'>;

const folderOf = (directory: string): string => join(directory, 'tenants');

/** Writes a tenant’s file, with what differs from what both state. */
export const stateTenant = (directory: string, tenant: string, differing: Partial<TenantInput> = {}): void => {
  const folder = folderOf(directory);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${tenant}.json`), JSON.stringify({ ...stated, ...differing, tenant }));
};

const moveIn = async (ground: Ground, tenant: string, prepare: typeof bootstrap): Promise<Resident> => {
  stateTenant(ground.directory, tenant);
  const plan: Plan = { ...ground, tenant, tenants: folderOf(ground.directory) };
  return timed(`Deploying ${tenant} into the emulator`, async () => {
    const assembly = await assemble(plan, `assembly-${tenant}`);
    sayDifferences(assembly);
    await prepare(plan, assembly);
    const deployment = await deployAll(plan, assembly);
    return { plan, assembly, deployment, operator: operatorOf(plan), simulatorUrl: plan.simulatorUrl };
  });
};

/** Deploys both, each by its own `cdk deploy`. */
export const deployNeighbours = async (ground: Ground): Promise<Neighbours> => {
  const one = await moveIn(ground, 'example', bootstrap);
  const other = await moveIn(ground, 'example-2', () => Promise.resolve());
  return { one, other };
};

/** What one step of a journey leaves to those after it. */
export class Carried<T> {
  private value: T | undefined;
  constructor(private readonly from: string) {}
  set(value: T): T {
    this.value = value;
    return value;
  }
  /** @throws Error when the step did not get so far */
  get(): T {
    if (this.value === undefined) throw new Error(`Nothing was left by the step: ${this.from}`);
    return this.value;
  }
}
