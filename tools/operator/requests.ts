import { Option } from 'commander';
import { reconcilerName } from '../../lib/names';
import type { Answer } from './answer';
import { carryOverCommand } from './carry-over';
import { command, type Group } from './command-line';
import type { Deployment } from './deployment';
import { dryRun, type DryRun } from './dry-run';
import { invoke } from './invoke';
import { countOf, openInWords, openRequests } from './open-requests';
import { inWords, reportSchema } from './report';
import type { Session } from './session';

/** Records of writes. */
export const requestsGroup: Group = {
  name: 'requests',
  about: 'Records of writes: what became of them, and what is known after a table was restored',
  commands: [
    command({
      name: 'rejudge',
      about: 'Decide anew, by the rules the deployment has, what a person has to look at; AT&T is sent nothing again',
      options: [new Option('-r, --request <id>', 'this one alone; AT&T is also asked again what there is'), dryRun],
      changes: ({ request }: OneRequest) => ({ about: { ...(request !== undefined && { request }) } }),
      act: rejudge,
    }),
    carryOverCommand,
  ],
};

interface OneRequest extends DryRun {
  request?: string;
}

const personsOwn = ['needs-attention'] as const;

async function rejudge(
  deployment: Deployment,
  { request: requestId, dryRun: isDryRun }: OneRequest,
  { now }: Session,
): Promise<Answer> {
  if (isDryRun) {
    const outcomes = requestId === undefined ? personsOwn : [...personsOwn, 'unknown' as const];
    const requests = await openRequests(deployment, outcomes, requestId, now());
    const text = [
      `Would be judged anew, where an answer of theirs is kept: ${countOf(requests)}`,
      ...openInWords(requests),
    ];
    return { text: text.join('\n'), data: { isDryRun, requests: requests.found, hasMore: requests.hasMore } };
  }
  const event = requestId === undefined ? { rejudge: true } : { requestId };
  const data = reportSchema.parse(await invoke(deployment, reconcilerName, event));
  return { text: inWords(data) || 'No record has an answer that a rule could decide.', data, changed: { after: data } };
}
