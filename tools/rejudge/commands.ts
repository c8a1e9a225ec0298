import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { loadTenant } from '../../lib/config/load-tenant';
import { functionName } from '../../lib/names';

/** What is wrong with a command, for whoever gave it. */
export class Refusal extends Error {}

const usage = `Decides anew, by the rules the deployment has, what became of writes that a person has to look at:

  npm run requests -- rejudge --tenant <tenant> [--request req_…]

Nothing is sent to AT&T again. Needs AWS credentials that may invoke the tenant’s reconciler.`;

/** How many records ended in which way. */
const reportSchema = z.record(z.string(), z.int());

/**
 * Has the reconciler of a deployment judge kept answers anew. Returns what came of it, in words.
 * @throws Refusal, ConfigurationMistake
 */
export const run = async (
  args: readonly string[],
  tenants: string,
  lambdaIn: (region: string) => Pick<LambdaClient, 'send'>,
): Promise<string> => {
  const { tenant: name, request: requestId } = optionsOf(args);
  const { tenant, region } = await loadTenant(name, tenants);
  const event = requestId === undefined ? { rejudge: true } : { requestId };
  const { FunctionError, Payload } = await lambdaIn(region).send(
    new InvokeCommand({
      FunctionName: functionName(tenant, 'reconciler'),
      Payload: Buffer.from(JSON.stringify(event)),
    }),
  );
  const answer = new TextDecoder().decode(Payload);
  if (FunctionError !== undefined) throw new Refusal(`The reconciler failed: ${answer}`);
  const report = Object.entries(reportSchema.parse(JSON.parse(answer)));
  if (report.length === 0) return 'No record has an answer that a rule could decide.';
  return report.map(([outcome, count]) => `${outcome}: ${count}`).join('\n');
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
