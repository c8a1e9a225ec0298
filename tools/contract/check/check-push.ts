import type { PushSample } from '#domain/contract/statement';
import type { Deployment } from './deployment';
import { replayPush } from './replay-push';
import { pushTexts } from './samples';

/** What the samples of messages prove. */
export interface CheckedPush {
  samples: number;
  /** States they show, in the gateway’s words; none where they only tell that there is news. */
  states: readonly string[];
  isHint: boolean;
  wrong: readonly string[];
  open: readonly string[];
}

/** @param file the statement’s own @returns undefined where the tenant states no messages of it */
export const checkPush = async (
  deployment: Deployment,
  operation: string,
  file: string,
): Promise<CheckedPush | undefined> => {
  const push = deployment.statements[operation]?.push;
  if (!push) return undefined;
  const { samples = [], members } = push;
  const texts = pushTexts(samples, file);
  const shown: { states: readonly string[]; wrong: string[] }[] = [];
  for (const [index, sample] of samples.entries())
    shown.push(await judged(deployment, operation, sample, texts[index] ?? ''));
  return {
    samples: samples.length,
    states: [...new Set(shown.flatMap(({ states }) => states))],
    isHint: members === undefined,
    wrong: shown.flatMap(({ wrong }) => wrong),
    open: samples.length === 0 ? ['push: no samples; nothing is proven of messages'] : [],
  };
};

const judged = async (deployment: Deployment, operation: string, { name, state }: PushSample, text: string) => {
  const { understood, states } = await replayPush(deployment, text);
  const mistake = (line: string) => ({ states: [], wrong: [`push sample “${name}” ${line}`] });
  if ('whyNot' in understood) return mistake(`is not understood: ${cures[understood.whyNot] ?? understood.whyNot}`);
  if (understood.read !== operation)
    return mistake(`is taken for one of ${understood.read}: tell them apart by \`when\``);
  const doubles = states.filter((one, index) => states.indexOf(one) !== index);
  if (doubles.length > 0) return mistake(`gives ${doubles.join(', ')} twice`);
  if (state !== undefined && !states.some((one) => one === state || one.endsWith(` ${state}`)))
    return mistake(
      `means ${state}, the gateway takes it for ${states.join(', ') || 'nothing new'}: see \`push.members\``,
    );
  return { states, wrong: [] };
};

const cures: Readonly<Record<string, string>> = {
  'no-json': 'it is no JSON',
  'no-statement': 'see that `push.when` fits it and `push.id` leads to its id',
  'several-statements': 'it fits several statements; tell them apart by `when`',
  'no-time': '`push.at` leads to no time with a zone',
  'no-state': 'its word stands for no state; add it to `words` of the state in `push.members`',
};
