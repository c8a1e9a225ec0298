import { Problem } from '#domain/problems/problems';
import { tableNameOf, type Deployment } from '../deployment';
import { FunctionFailed } from '../failures';
import type { Hold } from './holds';
import { sealedOpener } from './open-sealed';
import { planOf, reachedBy, type Planned } from './plan';
import { inWords, matcherOf } from './subject';
import type { Session } from '../session';
import { survey, type Question, type Surveyed } from './survey';

/** What an erasure would do, and what stands against it. */
export interface Look {
  plan: Planned[];
  /** Items that may not go yet, with why. */
  unsettled: { kind: string; key: string; why: string }[];
  /** Holds that keep something of it. */
  held: string[];
  /** Messages and rows that nobody can open, because their key is gone. */
  unopened: number;
  /** Telephone numbers of its lines. */
  numbers: string[];
}

/** Looks at the whole table for the answer to a question, and for what holds keep. @throws FunctionFailed, Error of AWS */
export const lookAt = async (
  deployment: Deployment,
  question: Question,
  holds: readonly Hold[],
  progress: Session['progress'],
): Promise<Look> => {
  const questions = [question, ...holds.map(({ subject }) => matcherOf(subject))];
  const { items, unopened } = await surveyOf(deployment, questions, progress);
  const reached = reachedBy(items, 0);
  const kept = holds.filter((_, index) => [...reachedBy(items, index + 1).keys()].some((one) => reached.has(one)));
  const unsettled = [...reached.keys()].flatMap(({ kind, key, unsettled: why }) =>
    why === undefined ? [] : [{ kind, key: `${key.pk} ${key.sk}`, why }],
  );
  return { plan: planOf(items, reached), unsettled, held: kept.map(describe), unopened, numbers: numbersOf(reached) };
};

const numbersOf = (reached: ReadonlyMap<Surveyed, number>): string[] => {
  const links = [...reached.keys()].flatMap(({ leadsTo, hangsOn }) => [...leadsTo, ...hangsOn]);
  const numbers = links.flatMap((link) => /^line \S+ (\d{10})$/.exec(link)?.[1] ?? []);
  return [...new Set(numbers)];
};

const describe = ({ holdId, subject, reason }: Hold): string => `${holdId}, of ${inWords(subject)}: ${reason}`;

/** What is in the table, as far as questions are concerned. @throws FunctionFailed, Error of AWS */
export const surveyOf = async (
  deployment: Deployment,
  questions: readonly Question[],
  progress: Session['progress'],
): Promise<{ items: Surveyed[]; unopened: number }> => {
  const { open, unopened } = sealedOpener(deployment);
  try {
    const looked = (count: number): void => progress(`${count} items of the table looked at…`);
    const options = { open, nowMs: Date.now(), looked };
    const items = await survey(deployment.aws.dynamoDb, await tableNameOf(deployment), questions, options);
    return { items, unopened: unopened() };
  } catch (error) {
    if (error instanceof Problem) throw new FunctionFailed(`What is sealed cannot be opened: ${error.message}`);
    throw error;
  }
};
