import { Option } from 'commander';
import { reconcilerName } from '../../lib/names';
import type { Answer } from './answer';
import { command, type Group } from './command-line';
import type { Deployment } from './deployment';
import { invoke } from './invoke';
import { inWords, reportSchema } from './report';

/** Writes that nobody knows the outcome of. */
export const requestsGroup: Group = {
  name: 'requests',
  about: 'Writes that nobody knows the outcome of',
  commands: [
    command({
      name: 'rejudge',
      about: 'Decide anew, by the rules the deployment has, what a person has to look at; AT&T is sent nothing again',
      options: [new Option('-r, --request <id>', 'this one alone; AT&T is also asked again what there is')],
      changes: ({ request }: OneRequest) => ({ about: { ...(request !== undefined && { request }) } }),
      act: rejudge,
    }),
  ],
};

interface OneRequest {
  request?: string;
}

async function rejudge(deployment: Deployment, { request: requestId }: OneRequest): Promise<Answer> {
  const event = requestId === undefined ? { rejudge: true } : { requestId };
  const data = reportSchema.parse(await invoke(deployment, reconcilerName, event));
  return { text: inWords(data) || 'No record has an answer that a rule could decide.', data, changed: { after: data } };
}
