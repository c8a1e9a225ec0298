import type { RegisteredOperation } from '#operations/registry';
import { orderIdReadBy, idReadAt } from '#polling/polled-read';
import type { Operation, PolledRead } from '#domain/define-operation';
import { jsonPointer, tokensOf } from '#domain/json/json-pointer';
import { membersOf } from '../describe-needs';
import { leavesOf, type Leaf } from './leaves';
import { withMadeUpSecrets, withoutValues } from './made-up-secrets';
import { matchMember, type Match } from './match-members';
import { membersFor, type Part } from './members-for';
import type { PushMessages } from './push-messages';
import { stateWords } from './state-words';

const isPolled = (operation: Operation): operation is PolledRead => operation.polled !== undefined;

/** What messages let be stated of a read by which something is followed. Of any other nothing is. */
export const pushPart = (operation: RegisteredOperation, { samples, schema }: PushMessages): Part => {
  const read: Operation = operation;
  if (!isPolled(read)) return { statement: {}, questions: [] };
  const leaves = leavesOf(
    samples.map(({ body }) => body),
    schema,
  );
  const id = idIn(read, leaves);
  if (!('at' in id)) return { statement: {}, questions: [id.question] };
  const others = leaves.filter(({ pointer }) => pointer !== id.at);
  const [at, members, when] = [timePart(others), membersPart(read, others), whenPart(others)];
  return {
    statement: { push: { ...when, id: id.at, ...at.statement, ...members.statement, samples: keptMessages(samples) } },
    questions: [...at.questions, ...members.questions],
  };
};

/** The id of what is followed, which the read’s request names and, but of an order, its answer as well. */
const idIn = (read: PolledRead, leaves: readonly Leaf[]): Match => {
  const asked = matchMember('push.id', jsonPointer([tokensOf(idReadAt(read)).at(-1) ?? '']), leaves);
  const answered = orderIdReadBy(read) ? undefined : read.binding.idAt;
  if ('at' in asked || answered === undefined) return asked;
  return matchMember('push.id', answered, leaves);
};

const membersPart = (read: PolledRead, leaves: readonly Leaf[]): Part => {
  const { statusAt } = read.binding;
  if (statusAt === undefined) return { statement: {}, questions: [] };
  const { members, questions } = membersFor('push.members', [statusAt], membersOf(read.response), leaves);
  const words = stateWords(read, members, leaves, 'push.members');
  return members[statusAt] === undefined
    ? { statement: {}, questions }
    : { statement: { members: words.members }, questions: [...questions, ...words.questions] };
};

const zonedTime = /^\d{4}-\d\d-\d\dT[\d:.]{5,18}(?:Z|[+-]\d\d:?\d\d)$/;

/** Times of other things, such as when it is due, are times as well. */
const timePart = (leaves: readonly Leaf[]): Part => {
  const times = leaves.filter(({ values }) => values.length > 0 && values.every((value) => zonedTime.test(value)));
  const named = times.filter(({ name }) => /since|timestamp|event.?time|updated|occurred|changed|sent/i.test(name));
  const [only, second] = named;
  if (only && !second) return { statement: { at: only.pointer }, questions: [] };
  const places = times.map(({ pointer }) => pointer).join(', ');
  return {
    statement: {},
    questions: [`push.at: where does a message say since when it is so?${places === '' ? '' : ` One of ${places}?`}`],
  };
};

/** What every message says that is a name for its sort. */
const whenPart = (leaves: readonly Leaf[]): { when?: Record<string, string[]> } => {
  const sorts = leaves.filter(
    ({ name, values }) => values.length === 1 && /^(about|type|kind|topic|event|event.?(type|name))$/i.test(name),
  );
  return sorts.length > 0
    ? { when: Object.fromEntries(sorts.map(({ pointer, values }) => [pointer, [...values]])) }
    : {};
};

const keptMessages = (samples: PushMessages['samples']): object[] => {
  const hidden = new Map<string, string>();
  const made = samples.map(({ name, body }) => {
    const { document, values } = withMadeUpSecrets(body, []);
    for (const [value, one] of values) hidden.set(value, one);
    return { name, body: document };
  });
  return made.map((one) => withoutValues(one, hidden));
};
