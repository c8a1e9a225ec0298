import { Option } from 'commander';
import * as z from 'zod';
import { pollerSweepName, reconcilerName } from '../../lib/names';
import type { Answer } from './answer';
import { command } from './command-line';
import type { Deployment } from './deployment';
import { invoke } from './invoke';
import { reportSchema } from './report';
import type { Session } from './session';

const sweptSchema = z.object({ started: z.int(), restarted: z.int(), bulkWrites: z.int() });

/** Has the deployment look now at what it looks at on a schedule. */
export const reconcileCommand = command({
  name: 'reconcile',
  about:
    'Have the deployment look now: what became of writes without an outcome, which pollers and bulk writers were lost',
  options: [new Option('-r, --request <id>', 'at this request alone')],
  changes: ({ request }: { request?: string }) => ({ about: { request: request ?? 'all' } }),
  act: reconcile,
});

async function reconcile(
  deployment: Deployment,
  { request: requestId }: { request?: string },
  { progress }: Session,
): Promise<Answer> {
  progress('AT&T is read for what became of writes…');
  const event = requestId === undefined ? {} : { requestId };
  const outcomes = reportSchema.parse(await invoke(deployment, reconcilerName, event));
  const found = Object.entries(outcomes).map(([outcome, count]) => `requests ${outcome}: ${count}`);
  const requests = found.length === 0 ? ['No request is without an outcome.'] : found;
  if (requestId !== undefined) return { text: requests.join('\n'), data: { requests: outcomes } };
  progress('Lost pollers and bulk writers are started…');
  const swept = sweptSchema.parse(await invoke(deployment, pollerSweepName, {}));
  const { started, restarted, bulkWrites } = swept;
  const text = [
    ...requests,
    `pollers started: ${started}, restarted: ${restarted}`,
    `bulk writes begun anew: ${bulkWrites}`,
  ];
  return { text: text.join('\n'), data: { requests: outcomes, ...swept } };
}
