import { asStated } from '#domain/contract/as-stated';
import { newIdsOf } from '#domain/contract/needs';
import { ownAnswer } from '#domain/contract/own-shape';
import type { Operation } from '#domain/define-operation';
import { textsAt } from '#domain/json/json-pointer';
import { parseExactly } from '#domain/json/parse-json';
import type { Contract } from '#domain/contract/statement';
import type { ResolvedBinding } from '#platform/resolved-binding';
import type { Replay } from './replay';
import type { WireSample } from './samples';
import { secretValues } from './secret-values';
import { sentMistakes } from './sent-as-stated';
import { unknownWords } from './unknown-words';

/** What a sample says of a statement. */
export interface Verdict {
  sample: string;
  /** What AT&T means by it, as the sample says. */
  means: WireSample['means'];
  /** Where sample and statement contradict each other. */
  wrong: readonly string[];
  /** What the statement cannot say of the sample. */
  open: readonly string[];
  /** Whether the sample says which address and headers AT&T gets. */
  isAddressKnown: boolean;
  /** Ids the answer gives what was made. */
  ids: readonly string[];
  /** Secret values of the sample that were looked for in what is kept. */
  secrets: number;
}

/** Judges what became of a sample by what it should have become. */
export const verdictOf = (
  operation: Operation,
  contract: Contract,
  binding: ResolvedBinding,
  sample: WireSample,
  replayed: Replay,
): Verdict => {
  const stated = asStated(contract)(operation);
  const answer = ownAnswer(stated, jsonIn(sample.answer.text));
  const isMade = sample.means === 'done' && replayed.outcome === 'done';
  const ids = isMade ? newIdsOf(operation).flatMap((pointer) => textsAt(answer, pointer)) : [];
  const secrets = secretValues(stated, sample.body);
  return {
    ...{ sample: sample.name, means: sample.means, ids, isAddressKnown: sample.sent !== undefined },
    secrets: secrets.length,
    wrong: [
      ...outcomeMistakes(sample, replayed),
      ...sentMistakes(binding, sample, replayed.sent),
      ...idMistakes(stated, sample, replayed, ids),
      ...secrets
        .filter(({ value }) => isKept(replayed.kept, value))
        .map(({ at }) => `the value at ${at} is stored in clear: state \`${at}\` in request.secretMembers`),
    ],
    open: unknownWords(stated, jsonIn(sample.answer.text)),
  };
};

const outcomeMistakes = ({ means }: WireSample, { outcome, response }: Replay): string[] => {
  if (outcome === means) return [];
  if (outcome === 'not-sent') return [`is not sent: ${reasonOf(response.body)}`];
  return [`means ${means}, the gateway takes it for ${outcome}: ${cures[means]}`];
};

const cures: Record<WireSample['means'], string> = {
  done: 'see that answer.done fits the answer, answer.refused does not, and answer.members lead to every id',
  refused: 'see that answer.refused fits the answer and answer.done does not',
  unknown: 'see that neither answer.done nor answer.refused fits the answer',
};

/** Why the gateway says no. */
export const reasonOf = (body: string): string => {
  const {
    code,
    detail,
    title,
    errors = [],
  } = JSON.parse(body) as {
    code?: string;
    detail?: string;
    title?: string;
    errors?: { pointer?: string; parameter?: string; detail: string }[];
  };
  const lines = errors.map((error) => `${error.pointer ?? error.parameter ?? ''} ${error.detail}`.trim());
  return lines.length > 0 ? lines.join('; ') : `${code ?? ''} ${detail ?? title ?? ''}`.trim();
};

const idMistakes = (
  { longRunning }: Operation,
  { hasLostDigits }: WireSample,
  { kept }: Replay,
  ids: readonly string[],
): string[] =>
  ids.flatMap((id) => {
    if (hasLostDigits)
      return [`may have lost digits of its id ${id}: state the operation in a file of its own below contract/`];
    return longRunning && !kept.includes(id) ? [`has the id ${id}, which is not followed`] : [];
  });

/** Short values stand in other texts by chance. */
const isKept = (kept: string, value: string): boolean =>
  value.length >= 4 && new RegExp(`(?<![\\w.-])${escaped(value)}(?![\\w.-])`).test(kept);

const escaped = (value: string): string => value.replaceAll(/[^0-9A-Za-z]/g, String.raw`\$&`);

const jsonIn = (text: string): unknown => {
  try {
    return parseExactly(text);
  } catch {
    return undefined;
  }
};
