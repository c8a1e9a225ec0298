import { needsOf } from '#domain/contract/needs';
import type { Operation } from '#domain/define-operation';
import { withValueAt } from '#domain/json/json-pointer';
import type { RegisteredOperation } from '#operations/registry';
import { membersOf } from '../describe-needs';
import { answerRules } from './answer-rules';
import type { Endpoint, SeenSample } from './endpoint';
import { credentialHeaders } from './header-names';
import { keptSamples } from './kept-samples';
import { leavesOf, type Leaf } from './leaves';
import { withMadeUpSecrets } from './made-up-secrets';
import { matchMember } from './match-members';
import { stateWords } from './state-words';
import { wirePath } from './wire-path';

/** What a file lets be stated of an operation, and what it does not tell. */
export interface Proposal {
  /** Content of the statement’s file. */
  statement: Record<string, unknown>;
  questions: readonly string[];
  notes: readonly string[];
}

/** What cannot be told stays unstated, so that the operation stays unbound. */
export const propose = (operation: RegisteredOperation, endpoint: Endpoint): Proposal => {
  const path = wirePath(operation, endpoint.path);
  const headers = credentialHeaders(endpoint.headers);
  const request = requestPart(operation, endpoint);
  const answer = answerPart(operation, endpoint.samples);
  const kept = keptSamples(operation, endpoint, path, headers.statement);
  const isHostKnown = endpoint.baseUrl?.startsWith('https://') === true;
  return {
    statement: {
      ...(isHostKnown && { baseUrl: endpoint.baseUrl }),
      ...(headers.statement && { credentialHeaders: headers.statement }),
      ...(endpoint.method !== operation.binding.method && { method: endpoint.method }),
      ...(path.path !== undefined && { path: path.path }),
      ...request.statement,
      ...answer.statement,
      ...(kept.samples.length > 0 && { samples: kept.samples }),
    },
    questions: [
      ...(isHostKnown ? [] : ['baseUrl: at which https address does AT&T take it?']),
      ...[path, headers, request, answer, kept].flatMap(({ questions }) => questions),
    ],
    notes: kept.notes,
  };
};

interface Part {
  statement: Record<string, unknown>;
  questions: readonly string[];
}

const nothing: Part = { statement: {}, questions: [] };

const requestPart = (operation: Operation, { schema, samples }: Endpoint): Part => {
  const { body } = operation.request;
  if (!body) return nothing;
  const leaves = leavesOf(
    samples.flatMap((sample) => sample.body ?? []),
    schema,
  );
  const needs = needsOf(operation).request;
  const found = membersFor('request.members', needs, membersOf(body), leaves);
  const declared = (operation.secretMembers ?? []).map((pointer) => pointer.slice(pointer.lastIndexOf('/') + 1));
  const named = withMadeUpSecrets(skeleton(leaves), declared).secrets.map((pointer) =>
    pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*'),
  );
  return {
    statement: {
      request: { members: found.members, ...(named.length > 0 && { secretMembers: named }), ...(schema && { schema }) },
    },
    questions: found.questions,
  };
};

/** A document with every member, so that secrets are looked for in what only a schema shows as well. */
const skeleton = (leaves: readonly Leaf[]): unknown =>
  leaves.reduce<unknown>((document, { pointer }) => withValueAt(document, pointer, '0'), {});

const answerPart = (operation: Operation, samples: readonly SeenSample[]): Part => {
  const marked = samples.filter(({ means }) => means === 'done');
  const leaves = leavesOf(marked.map(({ answer }) => answer.body));
  const found = membersFor('answer.members', needsOf(operation).answer, membersOf(operation.response), leaves);
  const { rules, questions } = answerRules(samples);
  const words = stateWords(operation, found.members, leaves);
  const isRead = operation.idempotency === 'safe';
  const isTold = rules.done !== undefined || isRead;
  return {
    // What of a write’s answer means done has to be known before it is sent.
    statement: isTold ? { answer: { members: words.members, ...rules } } : {},
    questions: [...found.questions, ...words.questions, ...questions],
  };
};

/** What is needed is asked for; what else there may be is stated where it is found. */
const membersFor = (
  part: string,
  needed: readonly string[],
  known: readonly string[],
  leaves: readonly Leaf[],
): { members: Record<string, string>; questions: string[] } => {
  const matches = needed.map((pointer) => [pointer, matchMember(part, pointer, leaves)] as const);
  const taken = matches.flatMap(([pointer, match]) => ('at' in match ? [[pointer, match.at] as const] : []));
  const places = new Set(taken.map(([, at]) => at));
  const others = known
    .filter((pointer) => !needed.includes(pointer) && pointer.split('/').length === 2)
    .flatMap((pointer) => {
      const match = matchMember(part, pointer, leaves);
      return 'at' in match && !places.has(match.at) ? [[pointer, match.at] as const] : [];
    });
  const claims = others.map(([, at]) => at);
  // Of two that seem to be at one place nobody can tell which is.
  const claimedTwice = new Set(claims.filter((at, index) => claims.indexOf(at) !== index));
  return {
    members: Object.fromEntries([...taken, ...others.filter(([, at]) => !claimedTwice.has(at))]),
    questions: matches.flatMap(([, match]) => ('question' in match ? [match.question] : [])),
  };
};
