import type { AnswerStatement } from '#domain/contract/statement';
import { leavesOf, type Leaf } from './leaves';
import type { SeenSample } from './endpoint';

type Rules = Pick<AnswerStatement, 'done' | 'refused' | 'errors'>;

const verdictNames =
  /^(result|success|succeeded|ok|outcome|status|code|errorcode|resultcode|returncode|responsecode)$/i;
const faultNames = /^(fault|faults|error|errors|exception|errordetail)$/i;

/**
 * Rules by which the samples’ answers are told apart, and what they leave open.
 * @param isRead its answer is known by what it shows
 */
export const answerRules = (samples: readonly SeenSample[], isRead: boolean): { rules: Rules; questions: string[] } => {
  const [done, refused] = (['done', 'refused'] as const).map((word) =>
    samples.filter(({ means }) => means === word).map(({ answer }) => leavesOf([answer.body])),
  ) as [Leaf[][], Leaf[][]];
  const success = verdictLeaf(done, refused);
  const refusals = refused.map((leaves) => refusalIn(leaves, success?.pointer)).filter((one) => one !== undefined);
  const errors = errorPlaces(refused.flat());
  return {
    rules: {
      ...(success && { done: [{ [success.pointer]: [...success.values] }] }),
      ...(refusals.length > 0 && { refused: unique(refusals) }),
      ...(errors.length > 0 && { errors: unique(errors) }),
    },
    questions: [
      ...(done.length === 0 ? ['which answer means done? Say so with --done "<name of a sample>".'] : []),
      ...(refused.length === 0
        ? ['which answer means refused? Add a sample, or say so with --refused "<name of a sample>".']
        : []),
      ...(done.length > 0 && !success && !isRead
        ? ['answer.done: by which member can an answer that means done be known?']
        : []),
      ...(refusals.length < refused.length ? ['answer.refused: by which member can every refusal be known?'] : []),
    ],
  };
};

/** A member that every success has with a word of its own that no refusal has there. */
const verdictLeaf = (done: readonly Leaf[][], refused: readonly Leaf[][]): Leaf | undefined => {
  const [first = []] = done;
  return first
    .filter(isVerdict)
    .map(({ pointer, name }) => ({
      pointer,
      name,
      values: [...new Set(done.flatMap((one) => valuesAt(one, pointer)))],
    }))
    .filter(({ pointer, values }) => values.length === 1 && done.every((one) => valuesAt(one, pointer).length > 0))
    .filter(
      ({ pointer, values }) => !refused.some((one) => valuesAt(one, pointer).some((value) => values.includes(value))),
    )
    .toSorted((a, b) => depthOf(a) - depthOf(b) || Number(isCode(a)) - Number(isCode(b)))[0];
};

/** Deeper down, a status is that of a thing. */
const isVerdict = (leaf: Leaf): boolean =>
  verdictNames.test(leaf.name) && (depthOf(leaf) === 2 || !/^(status|code)$/i.test(leaf.name));

const isCode = ({ name }: Leaf): boolean => /code$/i.test(name);

const depthOf = ({ pointer }: Leaf): number => pointer.split('/').length;
const valuesAt = (leaves: readonly Leaf[], pointer: string): readonly string[] =>
  leaves.find((leaf) => leaf.pointer === pointer)?.values ?? [];

/** A refusal is known by its fault, or by another word where a success has its own. */
const refusalIn = (
  leaves: readonly Leaf[],
  successAt: string | undefined,
): Record<string, true | string[]> | undefined => {
  const fault = leaves.map(({ pointer }) => pointer.split('/')).find(([, first = '']) => faultNames.test(first));
  if (fault) return { [`/${fault[1] ?? ''}`]: true };
  const words = successAt === undefined ? [] : valuesAt(leaves, successAt);
  return successAt === undefined || words.length === 0 ? undefined : { [successAt]: [...words] };
};

/** Code and message that stand side by side. */
const errorPlaces = (leaves: readonly Leaf[]): { code?: string; message?: string }[] => {
  const holders = Map.groupBy(leaves, ({ pointer }) => pointer.slice(0, pointer.lastIndexOf('/')));
  return [...holders.values()].flatMap((beside) => {
    const code = beside.find(({ name }) => /code$/i.test(name))?.pointer;
    const message = beside.find(({ name }) => /(message|text|string|description|reason)$/i.test(name))?.pointer;
    return message === undefined ? [] : [{ ...(code !== undefined && { code }), message }];
  });
};

const unique = <T extends object>(values: readonly T[]): T[] => [
  ...new Map(values.map((value) => [JSON.stringify(value), value])).values(),
];
