import { asStated } from '#domain/contract/as-stated';
import { isRequiredIn, isKnownIn, needsOf } from '#domain/contract/needs';
import type { Members, PushStatement, Stated } from '#domain/contract/statement';
import type { Operation } from '#domain/define-operation';
import { tokensOf } from '#domain/json/json-pointer';
import { secretsOf } from '#domain/masking/secrets';
import { nearestName } from '#domain/nearest-name';
import { operations } from '#operations/registry';
import type { ResolvedBinding } from '#platform/resolved-binding';
import type { Tenant } from './tenant';

export type Statement = Tenant['bindings'][string];

/** An operation’s documents in a deployment that talks to AT&T. */
export interface Shape {
  /** Undefined where they are as the operation’s reference shows them. */
  stated: Stated | undefined;
  /** What the gateway needs to know of them and nobody has stated, as paths of the operation’s settings. */
  missing: readonly string[];
}

/** What counts of an operation’s documents: the tenant’s statement; the page AT&T prints; of what is only assumed, nothing. */
export const shapeOf = (operation: Operation, statement: Statement = {}): Shape => {
  const [request, answer] = [requestOf(operation, statement), answerOf(operation, statement)];
  const stated = {
    ...(request.stated && { request: request.stated }),
    ...(answer.stated && { answer: answer.stated }),
  };
  return {
    stated: Object.keys(stated).length > 0 ? stated : undefined,
    missing: [...request.missing, ...answer.missing],
  };
};

interface Part<S> {
  stated?: S | undefined;
  missing: readonly string[];
}

const known = { missing: [] };

const requestOf = (operation: Operation, { request }: Statement): Part<NonNullable<Stated['request']>> => {
  if (!operation.request.body || request === 'as-documented') return known;
  const needs = needsOf(operation).request;
  if (request) return { stated: request, missing: unstated('request', needs, request.members) };
  if (operation.binding.shape !== 'assumed') return known;
  return needs.length > 0
    ? { missing: ['request'] }
    : // Nothing of it has to be known: whatever the caller sends goes to AT&T.
      { stated: { members: {}, secretMembers: [] }, missing: [] };
};

const answerOf = (operation: Operation, { answer }: Statement): Part<NonNullable<Stated['answer']>> => {
  if (answer === 'as-documented') return known;
  const needs = needsOf(operation).answer;
  if (answer) return { stated: answer, missing: unstated('answer', needs, answer.members) };
  if (operation.binding.shape !== 'assumed') return known;
  return needs.length > 0 || operation.idempotency !== 'safe'
    ? { missing: ['answer'] }
    : // A read that nothing follows from: any JSON without a flag of failure is the answer.
      { stated: { members: {}, done: [{ '': true }] }, missing: [] };
};

const unstated = (part: string, needs: readonly string[], members: Members): string[] =>
  needs.filter((pointer) => !isStated(members, pointer)).map((pointer) => `${part}.members['${pointer}']`);

/** As a member, or as one of the elements of a list. */
const isStated = (members: Members, pointer: string): boolean =>
  Object.hasOwn(members, pointer) ||
  Object.entries(members).some(
    ([list, member]) =>
      typeof member === 'object' &&
      member?.each !== undefined &&
      pointer.startsWith(`${list}/`) &&
      isStated(member.each, pointer.slice(list.length)),
  );

/** Of every bound operation whose documents are not as its reference shows them; and what AT&T pushes. */
export const contractOf = (
  { bindings }: Pick<Tenant, 'bindings'>,
  resolved: Record<string, ResolvedBinding>,
): Record<string, Stated> =>
  Object.fromEntries(
    operations.flatMap((operation) => {
      const isBound = resolved[operation.id]?.baseUrl !== undefined;
      const { push } = bindings[operation.id] ?? {};
      const stated = {
        ...(isBound && shapeOf(operation, bindings[operation.id]).stated),
        ...(push && { push: withoutSamples(push) }),
      };
      return Object.keys(stated).length > 0 ? [[operation.id, stated]] : [];
    }),
  );

const withoutSamples = ({ samples: _samples, ...push }: NonNullable<Statement['push']>): PushStatement => push;

/** Statements that say nothing, because of what the operation’s reference has no member for, or that say that a needed one is not there. */
export const shapeMistakes = ({ bindings }: Pick<Tenant, 'bindings'>): string[] =>
  operations.flatMap((operation: Operation) => {
    const { request, answer, push } = bindings[operation.id] ?? {};
    return [
      ...(typeof request === 'object' ? requestMistakes(operation, request) : []),
      ...(typeof answer === 'object' ? answerMistakes(operation, answer.members) : []),
      ...(push ? pushMistakes(operation, push) : []),
    ].map((mistake) => `bindings.${operation.id}.${mistake}`);
  });

const requestMistakes = (operation: Operation, request: NonNullable<Stated['request']>): string[] => {
  const { members } = request;
  const { body } = operation.request;
  if (!body) return ['request: the operation takes no body'];
  const needed = needsOf(operation).request;
  return [
    ...unknownMembers('request', members, (pointer) => needed.includes(pointer) || isKnownIn(body, pointer), needed),
    ...Object.entries(members).flatMap(([pointer, member]) =>
      member === null && needed.includes(pointer) && isRequiredIn(body, pointer)
        ? [`request.members['${pointer}']: must be a pointer; without it the gateway cannot tell calls apart`]
        : [],
    ),
    ...hiddenNeeds(operation, request),
  ];
};

const answerMistakes = (operation: Operation, members: Members): string[] => {
  const needed = needsOf(operation).answer;
  const { response, binding } = operation;
  const own = [...needed, ...[binding.idAt, binding.statusAt].filter((pointer) => pointer !== undefined)];
  return [
    ...unknownMembers('answer', members, (pointer) => own.includes(pointer) || isKnownIn(response, pointer), own),
    ...needed.flatMap((pointer) =>
      members[pointer] === null
        ? [`answer.members['${pointer}']: must be a pointer; the gateway follows the call by it`]
        : [],
    ),
  ];
};

const pushMistakes = (operation: Operation, { members }: PushStatement): string[] => {
  const { polled, response, binding } = operation;
  if (!polled) return ['push: nothing is followed by this operation; state it of the read that follows the thing'];
  if (!members) return [];
  const status = binding.statusAt;
  if (status === undefined) return ['push.members: no member of this read is a state; leave them out'];
  const has = (pointer: string): boolean => pointer === status || isKnownIn(response, pointer);
  return [
    ...unknownMembers('push', members, has, [status]),
    ...(typeof members[status] === 'object' || typeof members[status] === 'string'
      ? []
      : [`push.members['${status}']: must say where the state is; without it leave \`members\` out`]),
  ];
};

const unknownMembers = (
  part: string,
  members: Members,
  isKnown: (pointer: string) => boolean,
  names: readonly string[],
): string[] =>
  Object.keys(members)
    .filter((pointer) => !isKnown(pointer))
    .map((pointer) => {
      const near = nearestName(pointer, [...names]);
      const meant = near === undefined ? '' : `; did you mean \`${near}\`?`;
      return `${part}.members['${pointer}']: the operation’s reference has no such member${meant}`;
    });

/** What the gateway needs and its records would hide, so that nobody could find out by them what became of a call. */
const hiddenNeeds = (operation: Operation, request: NonNullable<Stated['request']>): string[] => {
  const { isMember } = secretsOf(asStated({ [operation.id]: { request } })(operation));
  return needsOf(operation).request.flatMap((pointer) => {
    const member = request.members[pointer];
    const at = typeof member === 'object' ? member?.at : member;
    const hidden = tokensOf(at ?? '').find((name) => isMember(name, undefined));
    return hidden === undefined
      ? []
      : [
          `request.members['${pointer}']: \`${hidden}\` is the name of a secret as well, so that records would not show it`,
        ];
  });
};
