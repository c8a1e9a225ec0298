import type { Operation } from '#domain/define-operation';
import { branchesOf, type Schema } from '#domain/schema-definition';

/** What the gateway has to find in the documents of an operation, as pointers of its reference. */
export interface Needs {
  /** Into the body: what it keeps a second call from, tracks by, or tells calls apart by. */
  request: readonly string[];
  /** Ids and words by which the call is followed. */
  answer: readonly string[];
}

export const needsOf = (operation: Operation): Needs => {
  const { order, longRunning, line, polled, binding } = operation;
  const isFollowed = longRunning !== undefined || polled !== undefined;
  return {
    request: inBody([
      ...[order?.quoteIdAt, order?.orderIdAt, order?.subOrderIdAt],
      ...[longRunning?.idAt, ...Object.values(longRunning?.locks ?? {})],
      ...[line?.numberAt, ...Object.values(line?.newDevice ?? {})],
    ]),
    answer: unique([...newIdsOf(operation), isFollowed ? binding.statusAt : undefined]),
  };
};

/** Ids AT&T gives what the call makes, without which nobody could follow it. */
export const newIdsOf = ({ order, longRunning, line, binding }: Operation): string[] =>
  unique([
    longRunning?.step === 'open' ? binding.idAt : undefined,
    ...[order?.newQuoteIdAt, order?.newOrderIdAt, order?.newSubOrderIdAt],
    line?.newNumberAt,
  ]);

const unique = (pointers: readonly (string | undefined)[]): string[] => [
  ...new Set(pointers.filter((pointer) => pointer !== undefined)),
];

const inBody = (pointers: readonly (string | undefined)[]): string[] =>
  unique(pointers).flatMap((pointer) => (pointer.startsWith('/body/') ? [pointer.slice('/body'.length)] : []));

/** Whether every document that a schema takes has the member. */
export const isRequiredIn = (schema: Schema, pointer: string): boolean =>
  pointer
    .split('/')
    .slice(1)
    .reduce<readonly Schema[] | undefined>(
      (holders, token) => {
        const members = holders
          ?.flatMap(branchesOf)
          .map((one) => (one.type === 'object' ? one.shape[token] : undefined));
        return members?.every((member) => member !== undefined && member._zod.optin !== 'optional')
          ? (members as Schema[]) // None is undefined.
          : undefined;
      },
      [schema],
    ) !== undefined;

/** Whether a document that a schema takes may have the member, as far as the schema names any there. */
export const isKnownIn = (schema: Schema, pointer: string): boolean =>
  pointer === '' ||
  pointer
    .split('/')
    .slice(1)
    .reduce<readonly Schema[]>(
      (holders, token) =>
        holders.flatMap(branchesOf).flatMap((one) => {
          if (one.type === 'array') return [one.element];
          const member = one.type === 'object' ? one.shape[token] : undefined;
          return member ? [member] : [];
        }),
      [schema],
    ).length > 0;
