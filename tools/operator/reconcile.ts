import { Option } from 'commander';
import * as z from 'zod';
import type { PollView } from '#polling/answer-operator';
import { pollerSweepName, reconcilerName } from '../../lib/names';
import type { Answer } from './answer';
import { command } from './command-line';
import type { Deployment } from './deployment';
import { dryRun, type DryRun } from './dry-run';
import { invoke } from './invoke';
import { openInWords, openRequests } from './open-requests';
import { allPolls } from './polls';
import { reportSchema } from './report';
import type { Session } from './session';

const sweptSchema = z.object({ started: z.int(), restarted: z.int(), bulkWrites: z.int() });

/** Has the deployment look now at what it looks at on a schedule. */
export const reconcileCommand = command({
  name: 'reconcile',
  about:
    'Have the deployment look now: what became of writes without an outcome, which pollers and bulk writers were lost',
  options: [new Option('-r, --request <id>', 'at this request alone'), dryRun],
  changes: ({ request }: Reconciling) => ({ about: { request: request ?? 'all' } }),
  act: reconcile,
});

interface Reconciling extends DryRun {
  request?: string;
}

/** A request in flight is left to whoever carries it out, as long as that may go on. */
const lookedInto = ['unknown', 'needs-attention', 'in-flight'] as const;

const wouldReconcile = async (
  deployment: Deployment,
  requestId: string | undefined,
  progress: Session['progress'],
): Promise<Answer> => {
  const requests = await openRequests(deployment, lookedInto, requestId);
  const stopped: PollView[] = [];
  for (const { id } of requestId === undefined ? deployment.tenant.solutionProviders : []) {
    progress(`${id}: what is polled…`);
    stopped.push(...(await allPolls(deployment, id)).filter(({ standing }) => standing === 'stopped'));
  }
  const lines = [
    `Would be looked into: ${requests.length} requests`,
    ...openInWords(requests),
    ...(requestId === undefined ? [`Pollers that would be started: ${stopped.length}`] : []),
    ...stopped.map(({ kind, id, solutionProvider }) => `${kind} ${id}  ${solutionProvider}`),
  ];
  return { text: lines.join('\n'), data: { isDryRun: true, requests, stopped } };
};

async function reconcile(
  deployment: Deployment,
  { request: requestId, dryRun: isDryRun }: Reconciling,
  { progress }: Session,
): Promise<Answer> {
  if (isDryRun) return wouldReconcile(deployment, requestId, progress);
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
