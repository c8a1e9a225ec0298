import { needsOf } from '#domain/contract/needs';
import type { Operation } from '#domain/define-operation';
import { tokensOf, withValueAt } from '#domain/json/json-pointer';
import { membersOf } from '../describe-needs';
import type { Endpoint } from './endpoint';
import { leavesOf, type Leaf } from './leaves';
import { withMadeUpSecrets } from './made-up-secrets';
import { membersFor, type Part } from './members-for';
import { requestWords } from './request-words';
import { likeness } from './synonyms';
import type { WirePath } from './wire-path';

export const requestPart = (operation: Operation, { schema, samples }: Endpoint, path: WirePath): Part => {
  const leaves = leavesOf(
    samples.flatMap((sample) => sample.body ?? []),
    schema,
  );
  const inBody = parametersInBody(path, leaves);
  const members = bodyPart(operation, leaves, schema);
  return {
    statement: { ...inBody.statement, ...members.statement },
    questions: [
      ...inBody.questions,
      ...members.questions,
      ...modes(leaves, members.asked),
      ...packing(operation, samples),
    ],
  };
};

/** Ids that the gateway has in its route and AT&T in the body. */
const parametersInBody = ({ absent }: WirePath, leaves: readonly Leaf[]): Part => {
  const found = absent.map((parameter) => {
    const alike = leaves.filter(({ pointer, name }) => tokensOf(pointer).length === 1 && likeness(parameter, name) > 1);
    return { parameter, name: alike.length === 1 ? alike[0]?.name : undefined };
  });
  const known = found.flatMap(({ parameter, name }) => (name === undefined ? [] : [[name, `{${parameter}}`] as const]));
  return {
    statement: known.length > 0 ? { bodyMembers: Object.fromEntries(known) } : {},
    questions: found
      .filter(({ name }) => name === undefined)
      .map(
        ({ parameter }) =>
          `path: where does AT&T take the ${parameter}? Name it in \`path\` or in \`bodyMembers\` as {${parameter}}.`,
      ),
  };
};

const bodyPart = (
  operation: Operation,
  leaves: readonly Leaf[],
  schema: Endpoint['schema'],
): Part & { asked: readonly string[] } => {
  const { body } = operation.request;
  if (!body) return { statement: {}, questions: [], asked: [] };
  const needs = needsOf(operation).request;
  const found = membersFor('request.members', needs, membersOf(body), leaves);
  const words = requestWords(body, found.members, leaves, schema);
  const declared = (operation.secretMembers ?? []).map((pointer) => pointer.slice(pointer.lastIndexOf('/') + 1));
  const named = withMadeUpSecrets(skeleton(leaves), declared).secrets.map((pointer) =>
    pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*'),
  );
  return {
    statement: {
      request: { members: words.members, ...(named.length > 0 && { secretMembers: named }), ...(schema && { schema }) },
    },
    questions: [...found.questions, ...words.questions],
    asked: Object.values(found.members),
  };
};

/** A document with every member, so that secrets are looked for in what only a schema shows as well. */
const skeleton = (leaves: readonly Leaf[]): unknown =>
  leaves.reduce<unknown>((document, { pointer }) => withValueAt(document, pointer, '0'), {});

const modeName = /^(action|mode|transition|operation|command|(request|order|transaction|change)type)$/i;

/**
 * A member with one word in every sample may say which of several operations at one address is meant.
 * @param asked places that callers of the operation fill in
 */
const modes = (leaves: readonly Leaf[], asked: readonly string[]): string[] =>
  leaves.flatMap(({ pointer, name, values: [value, ...others] }) =>
    tokensOf(pointer).length === 1 &&
    !asked.includes(pointer) &&
    modeName.test(name) &&
    value !== undefined &&
    others.length === 0
      ? [
          `bodyMembers: has every call of it \`${name}\`: \`${value}\`? Then state {"${name}": "${value}"}, and callers need not send it.`,
        ]
      : [],
  );

/** Only the contract says how many elements a call may have. */
const packing = ({ packs }: Operation, samples: Endpoint['samples']): string[] => {
  if (!packs) return [];
  const lists = leavesOf(samples.flatMap((sample) => sample.body ?? []))
    .filter(({ pointer, name }) => pointer.includes('/0/') && likeness(packs.by.slice(1), name) > 1)
    .map(({ pointer }) => pointer.split('/0/') as [string, string]);
  const [only] = lists;
  const example = only && lists.length === 1 ? `, e.g. {"at": "${only[0]}", "by": "/${only[1]}", "most": …}` : '';
  return [`request.packs: which list may rows of a bulk write share, and how many elements may a call have${example}?`];
};
