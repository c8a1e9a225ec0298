import type { MemberAt, Members } from '#domain/contract/statement';
import type { Operation } from '#domain/define-operation';
import { textAt, valueAt, withValueAt } from '#domain/json/json-pointer';
import { exactly } from '#domain/json/parse-json';
import { plainNumber } from '#domain/mobility/plain-number';
import type { ParsedRequest } from '#domain/parsed-request';

/** A document of AT&T’s with what is stated of it where the operation’s reference has it, and nothing else. */
export const inOwnShape = (members: Members, document: unknown): unknown =>
  Object.entries(members).reduce<unknown>((own, [to, from]) => {
    const value = from === null ? undefined : memberOf(from, to, document);
    return value === undefined ? own : withValueAt(own, to, value);
  }, {});

const memberOf = (from: NonNullable<MemberAt>, to: string, document: unknown): unknown => {
  const { at, words, each } = typeof from === 'string' ? { at: from } : from;
  const value = valueAt(document, at);
  if (value === undefined || value === null) return value;
  // What is written as XML first has no list where there is one element.
  if (each) return (Array.isArray(value) ? value : [value]).map((one) => inOwnShape(each, one));
  if (words) return wordIn(words, value);
  return /subscriberNumber$/i.test(to) ? (plainNumber(textAt(value, '')) ?? value) : value;
};

const wordIn = (words: Record<string, string>, value: unknown): unknown => {
  const word = plain(value);
  return Object.entries(words).find(([one]) => plain(one) === word)?.[1] ?? value;
};

/** Words are compared without the case of letters and blanks around. */
export const plain = (value: unknown): string => String(value).trim().toLowerCase();

/** By request: it is read once, however often it is asked for. */
const ownRequests = new WeakMap<ParsedRequest, { members: Members; own: ParsedRequest }>();

/** A request as everything but AT&T’s wire reads it. */
export const ownRequest = ({ stated }: Operation, request: ParsedRequest): ParsedRequest => {
  const { path, query, body } = request;
  if (!stated?.request || !body) return request;
  const { members } = stated.request;
  const known = ownRequests.get(request);
  if (known?.members === members) return known.own;
  const own = { path, query, body: { text: body.text, value: inOwnShape(members, exactly(body)) } };
  ownRequests.set(request, { members, own });
  return own;
};

/** An answer as everything but the caller reads it. */
export const ownAnswer = ({ stated }: Operation, answer: unknown): unknown =>
  stated?.answer && typeof answer === 'object' ? inOwnShape(stated.answer.members, answer) : answer;
