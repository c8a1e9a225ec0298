import { operations, type RegisteredOperation } from '#operations/registry';
import type { Tenant } from '../../../lib/config/tenant';
import { Refusal } from '../refusal';
import { checkPush, type CheckedPush } from './check-push';
import { deploymentOf, type Deployment } from './deployment';
import { play, type Played } from './play';
import { replay } from './replay';
import { statementFile, wireSamples } from './samples';
import { verdictOf, type Verdict } from './verdict';

/** What the samples of an operation’s statement prove. */
export interface Checked {
  operation: RegisteredOperation;
  /** Settings without which it is not bound, so that nothing was replayed. */
  missing: readonly string[];
  verdicts: readonly Verdict[];
  /** What the first sample that means done comes to at a simulator that speaks as stated. */
  played: Played;
  /** Of what AT&T pushes; absent where nothing is stated of it. */
  push?: CheckedPush | undefined;
}

/**
 * Replays the samples of every operation the tenant states, or of one.
 * @throws Refusal when the tenant states nothing of it, ConfigurationMistake when the tenant could not be deployed
 */
export const check = async (tenant: Tenant, tenants: string, only?: string): Promise<Checked[]> => {
  const stated = operations.filter(({ id }) => tenant.bindings[id] !== undefined);
  const chosen = only === undefined ? stated : stated.filter(({ id }) => id === only);
  if (chosen.length === 0) {
    const what = only === undefined ? 'any operation' : only;
    throw new Refusal(
      `${tenant.tenant} states nothing of ${what}. Write ${statementFile(tenants, tenant.tenant, only ?? '<operation>')}, or have it proposed by \`npm run contract -- import\`.`,
    );
  }
  const deployment = deploymentOf(tenant);
  const checked: Checked[] = [];
  for (const operation of chosen) checked.push(await checkOne(deployment, tenants, operation));
  return checked;
};

const nothing: Played = { proven: [], open: [] };

const checkOne = async (deployment: Deployment, tenants: string, operation: RegisteredOperation): Promise<Checked> => {
  const { settings, contract, statements, tenant } = deployment;
  const binding = settings.bindings[operation.id];
  const { samples = [] } = statements[operation.id] ?? {};
  const file = statementFile(tenants, tenant, operation.id);
  const push = await checkPush(deployment, operation.id, file);
  if (binding?.baseUrl === undefined)
    return { operation, missing: binding?.missing ?? [], verdicts: [], played: nothing, push };
  const verdicts: Verdict[] = [];
  const onTheWire = wireSamples(samples, file);
  for (const sample of onTheWire) {
    const replayed = await replay(deployment, operation, sample);
    verdicts.push(verdictOf(operation, contract, binding, sample, replayed));
  }
  const done = onTheWire.find(({ means }) => means === 'done');
  const isRight = verdicts.every(({ wrong }) => wrong.length === 0);
  const played = done && isRight ? await play(deployment, operation, done) : nothing;
  return { operation, missing: [], verdicts, played, push };
};
