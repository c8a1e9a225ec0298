import { needsOf, newIdsOf } from '#domain/contract/needs';
import type { Operation } from '#domain/define-operation';
import { plainNumber } from '#domain/mobility/plain-number';
import { membersOf } from '../describe-needs';
import { answerRules } from './answer-rules';
import type { SeenSample } from './endpoint';
import { leavesOf, type Leaf } from './leaves';
import { listMembers } from './lists';
import { membersFor, type Part } from './members-for';
import { stateWords } from './state-words';
import type { WirePath } from './wire-path';

export const answerPart = (operation: Operation, samples: readonly SeenSample[], path: WirePath): Part => {
  const isRead = operation.idempotency === 'safe';
  const none = isRead ? samples.flatMap((sample) => sentenceOf(sample) ?? []) : [];
  const others = samples.filter((sample) => !isRead || sentenceOf(sample) === undefined);
  const documents = others.flatMap(({ means, answer }) => (means === 'done' ? [answer.body] : []));
  const leaves = leavesOf(documents);
  const fresh = newIn(leaves, others, path);
  const found = membersFor('answer.members', needsOf(operation).answer, membersOf(operation.response), leaves, {
    among: (pointer) => (newIdsOf(operation).includes(pointer) ? fresh : leaves),
  });
  const lists = listMembers(operation.response, documents);
  const { rules, questions } = answerRules(others, isRead);
  const words = stateWords(operation, found.members, leaves);
  const isTold = rules.done !== undefined || isRead;
  return {
    // What of a write’s answer means done has to be known before it is sent.
    statement: isTold
      ? {
          answer: {
            members: { ...lists, ...words.members },
            ...rules,
            ...(none.length > 0 && { noneFound: [...new Set(none)] }),
          },
        }
      : {},
    questions: [...found.questions, ...words.questions, ...questions],
  };
};

/** The sentence that is all of an answer that means done. */
const sentenceOf = ({ means, answer: { body } }: SeenSample): string | undefined => {
  if (means !== 'done') return undefined;
  if (typeof body === 'string') return body;
  const [only, second] = leavesOf([body]);
  return only && !second && /message$/i.test(only.name) ? only.values[0] : undefined;
};

/** What the request said already is no id that AT&T has just given. */
const newIn = (leaves: readonly Leaf[], samples: readonly SeenSample[], { parametersIn }: WirePath): Leaf[] => {
  const asked = new Set(
    samples.flatMap(({ path, query }) => [...Object.values(parametersIn(path)), ...Object.values(query)]).map(plain),
  );
  return leaves.filter(({ values }) => values.length === 0 || !values.every((value) => asked.has(plain(value))));
};

/** A number is one in every spelling. */
const plain = (value: string): string => plainNumber(value) ?? value;
