import { Option } from 'commander';
import * as z from 'zod';
import type { PollView } from '#polling/answer-operator';
import { pollerSweepName, reconcilerName } from '../../lib/names';
import type { Answer } from './answer';
import type { Bound } from './bound';
import { command } from './command-line';
import type { Deployment } from './deployment';
import { dryRun, type DryRun } from './dry-run';
import { invoke } from './invoke';
import { openOutcomes } from './open-items';
import { countOf, openInWords, openRequests } from './open-requests';
import { pollsThatAre } from './polls';
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

/** What would be started is listed so far, of each Solution Provider. */
const listed: Bound = { most: 1_000, pages: 10 };

const wouldReconcile = async (
  deployment: Deployment,
  requestId: string | undefined,
  { progress, now }: Session,
): Promise<Answer> => {
  // A request in flight is left to whoever carries it out, as long as that may go on.
  const requests = await openRequests(deployment, openOutcomes, requestId, now());
  const stopped: PollView[] = [];
  let hasMore = false;
  for (const { id } of requestId === undefined ? deployment.tenant.solutionProviders : []) {
    progress(`${id}: what is polled…`);
    const some = await pollsThatAre(deployment, id, 'stopped', listed);
    stopped.push(...some.found);
    hasMore ||= some.hasMore;
  }
  const lines = [
    `Would be looked into: ${countOf(requests)} requests`,
    ...openInWords(requests),
    ...(requestId === undefined
      ? [`Pollers that would be started: ${hasMore ? 'more than ' : ''}${stopped.length}`]
      : []),
    ...stopped.map(({ kind, id, solutionProvider }) => `${kind} ${id}  ${solutionProvider}`),
  ];
  return {
    text: lines.join('\n'),
    data: { isDryRun: true, requests: requests.found, stopped, hasMore: hasMore || requests.hasMore },
  };
};

async function reconcile(
  deployment: Deployment,
  { request: requestId, dryRun: isDryRun }: Reconciling,
  session: Session,
): Promise<Answer> {
  if (isDryRun) return wouldReconcile(deployment, requestId, session);
  const { progress } = session;
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
