import { DescribeStacksCommand, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import type { ApiFamily, RealEnvironment } from '#domain/define-operation';
import type { Tenant } from '../../lib/config/tenant';
import { stackName, type StackKind } from '../../lib/names';
import type { Aws } from './aws';
import { Refusal } from './failures';

/** A tenant’s file, and what is deployed of it. */
export interface Deployment {
  tenant: Tenant;
  aws: Aws;
}

/** What a stack of the deployment says of itself, e.g. `TableName`; undefined where it says nothing of it. @throws Error of AWS */
export const outputOf = async (
  { tenant, aws }: Deployment,
  kind: StackKind,
  key: string,
): Promise<string | undefined> => {
  const StackName = stackName(tenant.tenant, kind);
  const { Stacks = [] } = await aws.cloudFormation.send(new DescribeStacksCommand({ StackName }));
  return Stacks[0]?.Outputs?.find(({ OutputKey }) => OutputKey === key)?.OutputValue;
};

/** What of a type a stack of the deployment has, by the names AWS knows it by. @throws Error of AWS */
export const resourcesOf = async ({ tenant, aws }: Deployment, kind: StackKind, type: string): Promise<string[]> => {
  const names: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await aws.cloudFormation.send(
      new ListStackResourcesCommand({ StackName: stackName(tenant.tenant, kind), NextToken }),
    );
    for (const { ResourceType, PhysicalResourceId } of page.StackResourceSummaries ?? [])
      if (ResourceType === type && PhysicalResourceId !== undefined) names.push(PhysicalResourceId);
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  return names;
};

/** The same of what every deployment of this release says. @throws Refusal where it was deployed with an older one */
const requiredOutput = async (deployment: Deployment, kind: StackKind, key: string): Promise<string> => {
  const value = await outputOf(deployment, kind, key);
  if (value !== undefined) return value;
  const stack = stackName(deployment.tenant.tenant, kind);
  throw new Refusal(`The stack ${stack} has no output ${key}: deploy it with this release first.`);
};

export const tableNameOf = (deployment: Deployment): Promise<string> => requiredOutput(deployment, 'data', 'TableName');

/** Which of AT&T’s environments it talks to; undefined where that is a simulator. */
export const environmentOf = async (deployment: Deployment): Promise<RealEnvironment | undefined> => {
  const talksTo = await requiredOutput(deployment, 'data', 'Environment');
  return realEnvironments.find((one) => one === talksTo);
};

const realEnvironments: readonly RealEnvironment[] = ['uat', 'production'];

/** @throws Refusal where the tenant’s file has no such Solution Provider, as it is spelt there */
export const requireProviders = ({ tenant }: Deployment, wanted: readonly string[]): void => {
  const ids = tenant.solutionProviders.map(({ id }) => id);
  for (const one of wanted) {
    if (!ids.includes(one))
      throw new Refusal(`${tenant.tenant} has no Solution Provider ${one}. It has: ${ids.join(', ')}.`);
  }
};

/** @throws Refusal where the Solution Provider has no credentials of that family */
export const requireFamily = (deployment: Deployment, provider: string, family: string): ApiFamily => {
  requireProviders(deployment, [provider]);
  const families = deployment.tenant.solutionProviders.find(({ id }) => id === provider)?.families ?? [];
  const found = families.find((one) => one === family);
  if (found) return found;
  throw new Refusal(`${provider} has no API family ${family}. It has: ${families.join(', ')}.`);
};
