import type { LongRunningKind } from '#domain/mobility/observation';
import type { RequestRecord } from '#requests/request-record';

/** What something can be about, or known by, as filters and views name it. */
export const subjectNames = [
  'quoteId',
  'orderId',
  'subOrderId',
  'portInId',
  'activationId',
  'pdpProvisioningId',
  'bulkWriteId',
  'subscriberNumber',
  'sim',
  'imei',
  'eid',
  'billingAccountNumber',
  'portRequestNumber',
  'externalId',
  'attReference',
] as const;
export type SubjectName = (typeof subjectNames)[number];

/** Ids by what they are ids of, each once. */
export type About = Partial<Record<SubjectName, string[]>>;

const itemNames: Record<LongRunningKind, SubjectName> = {
  'port-in': 'portInId',
  'service-activation': 'activationId',
  'pdp-provisioning': 'pdpProvisioningId',
};

/** A batch has ten lines; what names more than that is found by the first of them. */
const mostIds = 50;
const longestId = 128;
const masked = '[secret]';

type Named = readonly [SubjectName, string];

/** `newSubscriberNumber` is a number, and `orderIds` are ids of orders. */
const subjectOf = (member: string): SubjectName | undefined => {
  const plain = member.toLowerCase();
  return subjectNames.find((name) => {
    const known = name.toLowerCase();
    return plain === known || plain === `${known}s` || (known.endsWith('number') && plain.endsWith(known));
  });
};

const isId = (value: unknown): value is string | number =>
  (typeof value === 'string' && value !== '' && value !== masked && value.length <= longestId) ||
  (typeof value === 'number' && Number.isSafeInteger(value));

const namedIn = (document: unknown): Named[] =>
  typeof document !== 'object' || document === null
    ? []
    : Object.entries(document).flatMap(([member, value]: [string, unknown]): Named[] => {
        const name = subjectOf(member);
        const values: unknown[] = Array.isArray(value) ? value : [value];
        const own = name ? values.filter(isId).map((id): Named => [name, String(id)]) : [];
        return [...own, ...namedIn(value)];
      });

/** All ids there are, by name, each once. */
const aboutFrom = (named: readonly Named[]): About => {
  const about: About = {};
  for (const [name, id] of named.slice(0, mostIds)) about[name] = [...new Set([...(about[name] ?? []), id])];
  return about;
};

/** Ids that stand in a document of AT&T’s or of a caller’s, wherever they do. */
const idsIn = (...documents: readonly unknown[]): Named[] => documents.flatMap(namedIn);

export const idsByName = (...documents: readonly unknown[]): About => aboutFrom(idsIn(...documents));

/** What a write was about, as far as it and AT&T’s answer say. What is secret in them is not in the record. */
export const aboutOf = (record: RequestRecord): About => {
  const { request, outcome, response, learned, attReference, bulkWriteId } = record;
  const { path, query, body } = request;
  const answered = outcome === 'succeeded' && response ? parsed(response.body) : undefined;
  const { progress, ids, newNumber } = learned ?? {};
  const named: Named[] = [
    ...(bulkWriteId === undefined ? [] : [['bulkWriteId', bulkWriteId] as const]),
    ...(progress ? [[itemNames[progress.kind], progress.id] as const] : []),
    ...(newNumber === undefined ? [] : [['subscriberNumber', newNumber] as const]),
    ...idsIn(path, query, body === undefined ? undefined : parsed(body), ids, answered),
  ];
  const isNamed = attReference === undefined || named.some(([, id]) => id === attReference);
  return aboutFrom(isNamed ? named : [...named, ['attReference', attReference]]);
};

const parsed = (text: string): unknown => JSON.parse(text) as unknown;
