import { Option } from 'commander';
import type { Answer } from './answer';
import { operatorOf } from './audited';
import { command, type Group } from './command-line';
import type { Deployment } from './deployment';
import { deleteHold, holdIdOf, holdsOf, isHeld, moveEnd, putHold } from './erasure/holds';
import { surveyOf } from './erasure/look';
import { reachedBy } from './erasure/plan';
import { inWords, matcherOf } from './erasure/subject';
import { Refusal } from './failures';
import { changesOf, subjectOf, subjectOptions, type SubjectOptions } from './subject-options';

type SetOptions = SubjectOptions & { reason: string };
interface OneHold {
  hold: string;
}

/** What nobody may erase, and what does not expire. */
export const holdGroup: Group = {
  name: 'hold',
  about: 'Legal holds: what nobody may erase, and what does not expire',
  commands: [
    command({ name: 'list', about: 'Which holds there are, since when and why', changes: 'nothing', act: list }),
    command({
      name: 'set',
      about: 'Hold what there is of one of them; again for what has come since, at least every 30 days',
      options: [...subjectOptions, new Option('--reason <text>', 'e.g. the case’s number').makeOptionMandatory()],
      changes: changesOf,
      act: set,
    }),
    command({
      name: 'release',
      about: 'End a hold; what it kept expires when it would have, unless another holds it',
      options: [new Option('--hold <id>', 'as `hold list` shows it').makeOptionMandatory()],
      changes: ({ hold }: OneHold) => ({ about: { hold } }),
      act: release,
    }),
  ],
};

async function list(deployment: Deployment): Promise<Answer> {
  const data = await holdsOf(deployment);
  const lines = data.map(({ holdId, subject, reason, by, at }) =>
    [at, holdId, inWords(subject), by, reason].join('  '),
  );
  return { text: lines.join('\n') || 'There is no hold.', data };
}

async function set(deployment: Deployment, options: SetOptions): Promise<Answer> {
  const subject = subjectOf(deployment, options);
  const holdId = holdIdOf(subject);
  const known = (await holdsOf(deployment)).find((one) => one.holdId === holdId);
  const { reason } = options;
  const [at, by] = [known?.at ?? new Date().toISOString(), await operatorOf(deployment)];
  // First, so that nothing is erased meanwhile.
  await putHold(deployment, { holdId, subject, reason, by, at });
  const { items } = await surveyOf(deployment, [matcherOf(subject)]);
  const reached = [...reachedBy(items, 0).keys()];
  let kept = 0;
  for (const one of reached)
    if (one.expiresAt !== undefined && !isHeld(one) && (await moveEnd(deployment, one, 'held'))) kept += 1;
  const data = { holdId, items: reached.length, keptFromExpiring: kept };
  return { text: `${holdId}  holds ${reached.length} items of ${inWords(subject)}; ${kept} no longer expire.`, data };
}

async function release(deployment: Deployment, { hold: holdId }: OneHold): Promise<Answer> {
  const holds = await holdsOf(deployment);
  const released = holds.find((one) => one.holdId === holdId);
  if (!released) throw new Refusal(`There is no hold ${holdId}: see \`gateway hold list\`.`);
  const others = holds.filter((one) => one.holdId !== holdId);
  const { items } = await surveyOf(
    deployment,
    [released, ...others].map(({ subject }) => matcherOf(subject)),
  );
  const stillHeld = new Set(others.flatMap((_, index) => [...reachedBy(items, index + 1).keys()]));
  let ended = 0;
  for (const one of reachedBy(items, 0).keys())
    if (isHeld(one) && !stillHeld.has(one) && (await moveEnd(deployment, one, 'as-before'))) ended += 1;
  // Last, so that whoever dies on the way can go on.
  await deleteHold(deployment, holdId);
  const text = `${holdId}  is released; ${ended} items expire again when they would have.`;
  return { text, data: { holdId, expireAgain: ended } };
}
