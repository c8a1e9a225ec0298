import { parseArgs } from 'node:util';
import { loadTenant } from '../../lib/config/load-tenant';
import { invoke, type LambdaIn } from './invoke';
import { Refusal } from './refusal';
import { inWords, reportSchema } from './report';

const usage = `Decides anew, by the rules the deployment has, what became of writes that a person has to look at:

  npm run requests -- rejudge --tenant <tenant> [--request req_…]

Nothing is sent to AT&T again. Needs AWS credentials that may invoke the tenant’s reconciler; npm start shows those of a local gateway.`;

/**
 * Has the reconciler of a deployment judge kept answers anew. Returns what came of it, in words.
 * @throws Refusal, ConfigurationMistake
 */
export const requestsCommand = async (
  args: readonly string[],
  tenants: string,
  lambdaIn: LambdaIn,
): Promise<string> => {
  const { tenant, request: requestId } = optionsOf(args);
  const event = requestId === undefined ? { rejudge: true } : { requestId };
  const answer = await invoke(lambdaIn, await loadTenant(tenant, tenants), 'reconciler', event);
  return inWords(reportSchema.parse(answer)) || 'No record has an answer that a rule could decide.';
};

const optionsOf = (args: readonly string[]): { tenant: string; request: string | undefined } => {
  const { values, positionals } = parsed(args);
  if (positionals.join() !== 'rejudge' || values.tenant === undefined) throw new Refusal(usage);
  return { tenant: values.tenant, request: values.request };
};

const parsed = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { tenant: { type: 'string' }, request: { type: 'string' } },
    });
  } catch {
    throw new Refusal(usage);
  }
};
