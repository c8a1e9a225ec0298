import { Option } from 'commander';
import { exitCodes, type Answer } from './answer';
import { command } from './command-line';
import { tableNameOf, type Deployment } from './deployment';
import { byHundreds, carryOut } from './erasure/carry-out';
import { eraseDeadLetters } from './erasure/dead-letters';
import { holdsOf } from './erasure/holds';
import { inWords as leftInWords, leftBehind } from './erasure/left-behind';
import { lookAt, type Look } from './erasure/look';
import { countsInWords, countsOf, type Planned } from './erasure/plan';
import { inWords, matcherOf, type Subject } from './erasure/subject';
import type { Question } from './erasure/survey';
import { textsIn } from './erasure/texts';
import { Refusal } from './failures';
import type { Session } from './session';
import { changesOf, subjectOf, subjectOptions, type SubjectOptions } from './subject-options';

type EraseOptions = SubjectOptions & { dryRun: boolean };

/** What the gateway has of somebody, gone. */
export const eraseCommand = command({
  name: 'erase',
  about:
    'Erase what the gateway has of a number, a customer, a client or a Solution Provider; says what is left, and until when',
  options: [
    ...subjectOptions,
    new Option('--dry-run', 'count what would be erased, and say what stands against it').default(false),
  ],
  changes: changesOf,
  requires: subjectOf,
  act: erase,
});

async function erase(deployment: Deployment, options: EraseOptions, { progress }: Session): Promise<Answer> {
  const subject = subjectOf(deployment, options);
  const { look, question } = await lookFor(deployment, subject, progress);
  const against = [
    ...look.held.map((hold) => `held: ${hold}`),
    ...look.unsettled.map(({ kind, key, why }) => `${kind} ${key}: ${why}`),
  ];
  const isOf = messagesOf(subject, look.plan);
  if (options.dryRun) {
    const messages = await eraseDeadLetters(deployment, isOf, true);
    return answer(deployment, { subject, look, messages, isDryRun: true, against });
  }
  if (against.length > 0)
    throw new Refusal(`Nothing of ${inWords(subject)} was erased, because of:\n${against.join('\n')}`);
  // Before the items by which its messages are known.
  const messages = await eraseDeadLetters(deployment, isOf, false);
  const table = await tableNameOf(deployment);
  const { left } = await carryOut(deployment.aws.dynamoDb, table, look.plan, {
    ...{ nowMs: Date.now(), done: byHundreds(progress) },
  });
  progress('Looking again for what came meanwhile…');
  const after = await lookAt(deployment, question, [], progress);
  const found = await eraseDeadLetters(deployment, isOf, true);
  const more = left > 0 || after.plan.length > 0 || found > 0;
  const done = answer(deployment, { subject, look, messages, isDryRun: false, against: [] });
  const counts = countsOf(look.plan);
  if (!more)
    return {
      ...done,
      text: `${done.text}\nLooked again: nothing of it is left in the table.`,
      changed: { after: counts },
    };
  const again = `Something of it came or changed meanwhile (${after.plan.length} items): run it again.`;
  return { ...done, text: `${done.text}\n${again}`, exitCode: exitCodes.notInOrder, changed: { after: counts } };
}

/** A customer’s telephone numbers are known once the customer’s lines are; then also what AT&T has pushed of them. */
const lookFor = async (
  deployment: Deployment,
  subject: Subject,
  progress: Session['progress'],
): Promise<{ look: Look; question: Question }> => {
  const holds = await holdsOf(deployment);
  const isOf = matcherOf(subject);
  const first = await lookAt(deployment, isOf, holds, progress);
  const numbers = first.numbers.map((number) => matcherOf({ number }));
  if (!('customer' in subject) || numbers.length === 0) return { look: first, question: isOf };
  const question: Question = (kind, item, opened) =>
    isOf(kind, item, opened) || (kind === 'push' && numbers.some((isOfNumber) => isOfNumber(kind, item, opened)));
  return { look: await lookAt(deployment, question, holds, progress), question };
};

/** Messages that name it, or an event that goes. */
const messagesOf = (subject: Subject, plan: readonly Planned[]): ((text: string) => boolean) => {
  const ids = plan
    .filter(({ kind }) => kind === 'event')
    .flatMap(({ leadsTo }) => leadsTo.map((link) => link.slice('event '.length)));
  const isOf = matcherOf(subject);
  return (text) => {
    const message = parsed(text);
    return isOf('event', { event: message }, textsIn(message)) || ids.some((id) => text.includes(id));
  };
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

interface Erased {
  subject: Subject;
  look: Look;
  messages: number;
  isDryRun: boolean;
  against: readonly string[];
}

const answer = (deployment: Deployment, { subject, look, messages, isDryRun, against }: Erased): Answer => {
  const counts = countsOf(look.plan);
  const left = leftBehind(deployment.tenant, subject, Date.now());
  const lines = countsInWords(counts);
  const text = [
    `${isDryRun ? 'Would be erased' : 'Erased'} of ${inWords(subject)}:`,
    ...(lines.length > 0 ? lines : ['nothing in the table']),
    ...(messages > 0 ? [`dead letters  ${messages} deleted`] : []),
    ...(look.unopened > 0 ? [`${look.unopened} messages or rows cannot be opened, and were not looked into.`] : []),
    ...(against.length > 0 ? ['It would be refused, because of:', ...against] : []),
    'Left:',
    ...left.map(leftInWords),
  ].join('\n');
  return { text, data: { isDryRun, counts, deadLetters: messages, unopened: look.unopened, against, left } };
};
