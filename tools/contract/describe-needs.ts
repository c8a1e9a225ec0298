import { isRequiredIn, needsOf, newIdsOf } from '#domain/contract/needs';
import type { Operation } from '#domain/define-operation';
import { branchesOf, type Schema } from '#domain/schema-definition';
import { examplesOf, type RegisteredOperation } from '#operations/registry';

/** What a tenant has to state of an operation before it is bound, what it may state, and how the gateway’s own reference shows it. */
export const describeNeeds = (operation: RegisteredOperation): string => {
  const { binding, request, response } = operation;
  const [example] = examplesOf[operation.id];
  return [
    `${operation.id}: ${operation.summary}`,
    `  ${operation.method} ${operation.path}; at AT&T ${binding.method} ${binding.path} (${binding.provenance}${binding.shape === 'assumed' ? ', members assumed' : ''})`,
    '',
    ...placesOf(operation),
    '',
    'Needed, without which it is not bound:',
    ...neededOf(operation),
    '',
    'May be stated, so that answers and records show it:',
    ...lines('request.members', request.body ? membersOf(request.body) : []),
    ...lines('answer.members', membersOf(response)),
    '',
    `Example in the gateway’s own words (${example.provenance}):`,
    JSON.stringify({ request: example.request, answer: example.answer }, undefined, 2),
  ].join('\n');
};

const placesOf = ({ binding, request }: Operation): string[] => {
  const parameters = [...Object.keys(request.path?.shape ?? {}), ...Object.keys(request.query?.shape ?? {})];
  const isHostKnown = Object.keys(binding.baseUrls).join(' and ');
  return [
    'Where AT&T takes it:',
    `  baseUrl: ${isHostKnown === '' ? 'must be stated' : `known for ${isHostKnown}`}`,
    `  path: ${binding.provenance === 'assumed' ? 'must be stated' : 'known'}${parameters.length > 0 ? `; may name ${parameters.map((name) => `{${name}}`).join(', ')}` : ''}`,
  ];
};

const neededOf = (operation: Operation): string[] => {
  const needs = needsOf(operation);
  const ids = newIdsOf(operation);
  const { body } = operation.request;
  const needed = [
    ...needs.request.map((pointer) => {
      const isRequired = body !== undefined && isRequiredIn(body, pointer);
      return `  request.members['${pointer}']: ${isRequired ? 'calls are told apart by it' : 'kept from a second call; null where AT&T has none'}`;
    }),
    ...needs.answer.map(
      (pointer) =>
        `  answer.members['${pointer}']: ${ids.includes(pointer) ? 'the id AT&T gives what the call makes' : 'AT&T’s word for how it stands'}`,
    ),
    ...(operation.binding.shape === 'assumed' && operation.idempotency !== 'safe'
      ? ['  answer: what of it means done and refused (`done`, `refused`, `errors`)']
      : []),
  ];
  return needed.length > 0 ? needed : ['  nothing'];
};

const lines = (part: string, pointers: readonly string[]): string[] =>
  pointers.map((pointer) => `  ${part}['${pointer}']`);

/** Pointers to every member that a schema names outside of lists. */
export const membersOf = (schema: Schema): string[] => [...new Set(pointersIn(schema, ''))];

const pointersIn = (schema: Schema, at: string): string[] =>
  branchesOf(schema).flatMap((one) =>
    one.type === 'object'
      ? Object.entries(one.shape).flatMap(([name, member]) => [`${at}/${name}`, ...pointersIn(member, `${at}/${name}`)])
      : [],
  );
