import { TransportError, type Transport, type WireAnswer } from '#att/transport';
import {
  answerStatementSchema,
  requestStatementSchema,
  type AnswerStatement,
  type RequestStatement,
} from '#domain/contract/statement';
import type { OperationId } from '#operations/registry';
import { resolveBindings } from '../../lib/config/resolve-bindings';
import { demoCredentials } from '../../tools/simulator/credentials';
import {
  at,
  inOurWords,
  inTheirWords,
  list,
  listOfSome,
  numericId,
  readExactly,
  textOf,
  words as wordsForm,
  type Form,
  type Row,
} from '../../tools/simulator/dialects/members';
import { simulatedAtt, simulatedUrl } from '../../tools/simulator/in-process';
import { solutionProvider } from './gateway-rig';
import type { MadeUpDialect } from './made-up-dialect';
import { boundBinding } from './operations';

/** By what answers say what they mean. */
export interface Answers {
  outcomeAt: string;
  faultAt: string;
  codeAt: string;
  messageAt: string;
  /** Words at `outcomeAt`: as stated, and as written. */
  done: readonly [string, string];
  refused: readonly [string, string];
  /** Of a refusal. */
  status: number;
  /** Otherwise the gateway goes by the flags of failure that AT&T usually has. */
  isRefusalStated: boolean;
  /** What an answer has that says both: a fault beside success, a status of failure, or AT&T’s usual `errorCode`. */
  contradiction: 'fault' | 'status' | 'errorCode';
  /** `errorCode` where there is no error. */
  noError: unknown;
}

/** Where the made-up AT&T takes an operation. */
export interface MadeUpAddress {
  method: 'GET' | 'POST' | 'PUT';
  path: string;
  /** Whether its answer is a list. */
  isList?: true;
  queryNames?: Record<string, string>;
  bodyMembers?: Record<string, string>;
}

export interface MadeUpKind {
  addresses: Readonly<Partial<Record<OperationId, MadeUpAddress>>>;
  /** The list of the simulator’s answers, as a pointer. */
  listAt: string;
  /** Members that have words, as pointers of answers and elements. */
  wordsAt: readonly string[];
  /** The simulator’s ids begin with it. */
  idPrefix: string;
  secretMembers?: readonly string[];
}

const own = resolveBindings({ environment: 'uat', bindings: {} }, simulatedUrl);
const idForm = ({ idDigits }: MadeUpDialect, { idPrefix }: MadeUpKind): Form | undefined =>
  idDigits === undefined ? undefined : numericId(idPrefix, idDigits, 10);

/** The simulated AT&T behind a translation that has nothing to do with the gateway’s own. */
export const madeUpAtt = (dialect: MadeUpDialect, kind: MadeUpKind) => {
  const att = simulatedAtt();
  const sent: (string | undefined)[] = [];
  /** Of the next write. */
  const wire = { isPlayed: true };
  const transport: Transport = async (asked, deadlineMs) => {
    const [id, path] = askedFor(kind, asked.method, asked.url);
    const isRead = asked.method === 'GET';
    if (!isRead) sent.push(asked.body);
    const told = await att.transport(ownRequest(dialect, kind, id, { ...asked, path }), deadlineMs);
    const isPlayed = wire.isPlayed && !isRead;
    if (isPlayed && dialect.course === 'lost') throw new TransportError('reset', true);
    const answer = theirAnswer(dialect, kind, kind.addresses[id]!, told);
    return isPlayed && dialect.course === 'contradicted' ? contradicting(dialect.signs, answer) : answer;
  };
  return { att, transport, sent, wire };
};

const askedFor = ({ addresses }: MadeUpKind, method: string, url: URL): [OperationId, Record<string, string>] => {
  for (const [id, address] of Object.entries(addresses)) {
    const pattern = new RegExp(`^${address.path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
    const found = address.method === method ? pattern.exec(url.pathname) : null;
    if (found) return [id as OperationId, { ...found.groups }];
  }
  throw new Error(`Nothing is served at ${method} ${url.pathname}.`);
};

const ownRequest = (
  dialect: MadeUpDialect,
  kind: MadeUpKind,
  id: OperationId,
  { url, body, path }: { url: URL; body?: string | undefined; path: Record<string, string> },
) => {
  const { baseUrl = '', method, path: template, bodyMembers } = own[id]!;
  const form = idForm(dialect, kind);
  const filled = template.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    textOf(form ? form.ours(path[name]) : path[name]),
  );
  const address = new URL(baseUrl + filled);
  for (const [name, theirs] of Object.entries(kind.addresses[id]!.queryNames ?? {}))
    if (url.searchParams.has(theirs)) address.searchParams.set(name, url.searchParams.get(theirs)!);
  const { clientId, clientSecret } = demoCredentials('mobility', solutionProvider);
  const members = { ...(body === undefined ? {} : (inOurWords(dialect.request, JSON.parse(body)) as object)) };
  return {
    ...{ method, url: address },
    headers: { client_id: clientId, client_secret: clientSecret, 'content-type': 'application/json' },
    ...(method !== 'GET' && { body: JSON.stringify({ ...members, ...bodyMembers }) }),
  };
};

const formed = (rows: readonly Row[], dialect: MadeUpDialect, kind: MadeUpKind): Row[] => {
  const form = idForm(dialect, kind);
  const written = Object.fromEntries(Object.entries(dialect.words).map(([ours, [, theirs]]) => [ours, theirs]));
  return rows.map(([ours, theirs]): Row => {
    if (ours === '/id' && form) return [ours, theirs, form];
    return kind.wordsAt.includes(ours) ? [ours, theirs, wordsForm(written)] : [ours, theirs];
  });
};

const theirAnswer = (
  dialect: MadeUpDialect,
  kind: MadeUpKind,
  { isList }: MadeUpAddress,
  told: WireAnswer,
): WireAnswer => {
  const { signs } = dialect;
  const body: unknown = readExactly(told.text);
  const elements = formed(dialect.element, dialect, kind);
  const rows: Row[] = isList
    ? [[kind.listAt, dialect.listAt, (dialect.isBareAlone ? listOfSome : list)(elements)]]
    : formed(dialect.answer, dialect, kind);
  const code = at(body, '/code') ?? at(body, '/errorCode');
  if (told.status >= 300 || at(body, '/status') === 'Failed') {
    const refusal = {
      [signs.outcomeAt]: signs.refused[1],
      [signs.codeAt]: code,
      [signs.messageAt]: at(body, '/message') ?? at(body, '/logErrorMessage'),
      ...(!signs.isRefusalStated && { '/errorCode': code }),
    };
    return { ...told, status: signs.status, text: JSON.stringify(inTheirWords([], undefined, refusal)) };
  }
  const done = {
    [signs.outcomeAt]: signs.done[1],
    ...(signs.noError !== undefined && { '/errorCode': signs.noError }),
  };
  return { ...told, text: JSON.stringify(inTheirWords(rows, body, done)) };
};

/** The same answer with a sign beside it that nothing was done. */
const contradicting = ({ contradiction, codeAt, isRefusalStated }: Answers, answer: WireAnswer): WireAnswer => {
  // Where refusals are stated, the gateway does not go by AT&T’s usual flags.
  if (contradiction === 'status' || (contradiction === 'errorCode' && isRefusalStated))
    return { ...answer, status: 409 };
  const at = isRefusalStated ? codeAt : '/errorCode';
  const signs: Row[] = [
    ['/document', ''],
    ['/code', at],
  ];
  const both = inTheirWords(signs, { document: readExactly(answer.text), code: 'E-17' });
  return { ...answer, text: JSON.stringify(both) };
};

/** What a tenant states of it. */
export const statementsOf = (dialect: MadeUpDialect, kind: MadeUpKind) => {
  const words = Object.fromEntries(Object.entries(dialect.words).map(([ours, [theirs]]) => [theirs, ours]));
  const membersOf = (rows: readonly Row[]) =>
    Object.fromEntries(rows.map(([ours, at]) => [ours, kind.wordsAt.includes(ours) ? { at, words } : at]));
  const { signs } = dialect;
  const rules = {
    done: [{ [signs.outcomeAt]: [signs.done[0]] }],
    ...(signs.isRefusalStated && {
      refused: [{ [signs.outcomeAt]: [signs.refused[0]] }, { [signs.codeAt]: true }],
    }),
    errors: [{ code: signs.codeAt, message: signs.messageAt }],
  };
  const places = Object.fromEntries(dialect.request.map(([ours, theirs]) => [ours, theirs]));
  const request: RequestStatement = requestStatementSchema.parse({
    members: places,
    secretMembers: (kind.secretMembers ?? []).map((one) => places[one]),
  });
  const answerOf = ({ isList }: MadeUpAddress): AnswerStatement =>
    answerStatementSchema.parse({
      members: isList
        ? { [kind.listAt]: { at: dialect.listAt, each: membersOf(dialect.element) } }
        : membersOf(dialect.answer),
      ...rules,
    });
  const all = Object.entries(kind.addresses) as [OperationId, MadeUpAddress][];
  return {
    contract: Object.fromEntries(
      all.map(([id, address]) => [id, { ...(address.method !== 'GET' && { request }), answer: answerOf(address) }]),
    ),
    bindings: Object.fromEntries(
      all.map(([id, { method, path, queryNames, bodyMembers }]) => [
        id,
        boundBinding({
          ...{ baseUrl: simulatedUrl, method, path },
          ...(queryNames && { queryNames }),
          ...(bodyMembers && { bodyMembers }),
        }),
      ]),
    ),
  };
};
