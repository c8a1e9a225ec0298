/** Names of what is deployed, all carrying the tenant’s, so that several tenants can live in one account and region. */

const product = 'att-partner-gateway';

export type StackKind = 'data' | 'api' | 'tracking' | 'monitoring';

export const stackName = (tenant: string, kind: StackKind): string => `${product}-${tenant}-${kind}`;

/** What the functions call themselves in logs and in the dimension `service` of their metrics. */
export const serviceName = (tenant: string): string => `${product}-${tenant}`;

/** Secrets are named `<prefix>/<Solution Provider>/<API family>`. */
export const secretPrefix = (tenant: string): string => `${product}/${tenant}`;

/** By which the tenant’s key is named where its ARN is not at hand. */
export const keyAlias = (tenant: string): string => `alias/${product}/${tenant}`;

export const logGroupName = (tenant: string, name: string): string => `/${product}/${tenant}/${name}`;

/** Where all functions of a stack log, e.g. `/att-partner-gateway/<tenant>/api-functions`. */
export const functionLogGroupName = (tenant: string, stack: string): string =>
  logGroupName(tenant, `${stack.slice(stack.lastIndexOf('-') + 1)}-functions`);

export const longestFunctionName = 64;

/**
 * Name of an operation’s function. Short, because Lambda allows 64 characters.
 * @throws when tenant and id together are longer than that
 */
export const functionName = (tenant: string, id: string): string => {
  const name = `att-${tenant}-${id}`;
  if (name.length > longestFunctionName)
    throw new Error(`The function name ${name} is longer than Lambda’s ${longestFunctionName} characters.`);
  return name;
};

/** Of the user pool’s resource server; Cognito puts it before each scope: `gateway/ordering:read`. */
export const tokenResourceServer = 'gateway';

/** Id of the function that finds out what became of writes, and whether AT&T takes stored credentials. */
export const reconcilerName = 'reconciler';

/** Id of the function that starts pollers and bulk writers which were lost, and tells operators how things are polled. */
export const pollerSweepName = 'poller-sweep';

/** Id of the function that keeps what reads leave for AT&T to be asked about. */
export const sightingKeeperName = 'sighting-keeper';

/** Id of the function, and of the state machine, that asks AT&T how something stands. */
export const statusPollerName = 'status-poller';

/**
 * What the names of workers have before an operation’s id: of those that make writes which AT&T may answer late. A character
 * longer than a function’s own.
 */
export const lateWorkerPrefix = (tenant: string): string => `late-${tenant}-`;

/** Name of a state machine, which its own role and those that start it know it by. */
export const stateMachineName = (tenant: string, name: string): string => `att-${tenant}-${name}`;

/** Name of a rule of EventBridge, which its metrics carry. */
export const ruleName = (tenant: string, name: string): string => `att-${tenant}-${name}`;

export const queueName = (tenant: string, name: string): string => `att-${tenant}-${name}`;

export const alarmName = (tenant: string, name: string): string => `${product}-${tenant}-${name}`;
