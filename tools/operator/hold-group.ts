import { Option } from 'commander';
import type { Answer } from './answer';
import { operatorOf } from './audited';
import { command, type Group } from './command-line';
import type { Deployment } from './deployment';
import { dryRun, type DryRun } from './dry-run';
import { byHundreds } from './erasure/carry-out';
import { deleteHold, holdIdOf, holdsOf, isHeld, moveEnd, putHold } from './erasure/holds';
import { surveyOf } from './erasure/look';
import { reachedBy } from './erasure/plan';
import { inWords, matcherOf } from './erasure/subject';
import type { Surveyed } from './erasure/survey';
import { Refusal } from './failures';
import type { Session } from './session';
import { changesOf, subjectOf, subjectOptions, type SubjectOptions } from './subject-options';

type SetOptions = SubjectOptions & DryRun & { reason: string };
interface OneHold extends DryRun {
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
      options: [
        ...subjectOptions,
        new Option('--reason <text>', 'e.g. the case’s number').makeOptionMandatory(),
        dryRun,
      ],
      changes: changesOf,
      requires: subjectOf,
      act: set,
    }),
    command({
      name: 'release',
      about: 'End a hold; what it kept expires when it would have, unless another holds it',
      options: [new Option('--hold <id>', 'as `hold list` shows it').makeOptionMandatory(), dryRun],
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

async function set(deployment: Deployment, options: SetOptions, { progress }: Session): Promise<Answer> {
  const subject = subjectOf(deployment, options);
  const holdId = holdIdOf(subject);
  const known = (await holdsOf(deployment)).find((one) => one.holdId === holdId);
  const { reason, dryRun: isDryRun } = options;
  const [at, by] = [known?.at ?? new Date().toISOString(), await operatorOf(deployment)];
  // First, so that nothing is erased meanwhile.
  if (!isDryRun) await putHold(deployment, { holdId, subject, reason, by, at });
  const { items } = await surveyOf(deployment, [matcherOf(subject)], progress);
  const reached = [...reachedBy(items, 0).keys()];
  const expiring = reached.filter((one) => one.expiresAt !== undefined && !isHeld(one));
  const kept = isDryRun ? expiring.length : await moveAll(deployment, expiring, 'held', progress);
  const data = { holdId, isDryRun, items: reached.length, keptFromExpiring: kept };
  const [holds, expire] = isDryRun ? ['would hold', 'would no longer expire'] : ['holds', 'no longer expire'];
  return { text: `${holdId}  ${holds} ${reached.length} items of ${inWords(subject)}; ${kept} ${expire}.`, data };
}

/** @returns how many were moved; the others have changed meanwhile */
const moveAll = async (
  deployment: Deployment,
  items: readonly Surveyed[],
  to: Parameters<typeof moveEnd>[2],
  progress: Session['progress'],
): Promise<number> => {
  const tell = byHundreds(progress);
  let moved = 0;
  for (const [index, one] of items.entries()) {
    if (await moveEnd(deployment, one, to)) moved += 1;
    tell(index + 1, items.length);
  }
  return moved;
};

async function release(
  deployment: Deployment,
  { hold: holdId, dryRun: isDryRun }: OneHold,
  { progress }: Session,
): Promise<Answer> {
  const holds = await holdsOf(deployment);
  const released = holds.find((one) => one.holdId === holdId);
  if (!released) throw new Refusal(`There is no hold ${holdId}: see \`gateway hold list\`.`);
  const others = holds.filter((one) => one.holdId !== holdId);
  const questions = [released, ...others].map(({ subject }) => matcherOf(subject));
  const { items } = await surveyOf(deployment, questions, progress);
  const stillHeld = new Set(others.flatMap((_, index) => [...reachedBy(items, index + 1).keys()]));
  const free = [...reachedBy(items, 0).keys()].filter((one) => isHeld(one) && !stillHeld.has(one));
  if (isDryRun) {
    const text = `${holdId}  would be released; ${free.length} items would expire again when they would have.`;
    return { text, data: { holdId, isDryRun, expireAgain: free.length } };
  }
  const ended = await moveAll(deployment, free, 'as-before', progress);
  // Last, so that whoever dies on the way can go on.
  await deleteHold(deployment, holdId);
  const text = `${holdId}  is released; ${ended} items expire again when they would have.`;
  return { text, data: { holdId, isDryRun, expireAgain: ended } };
}
