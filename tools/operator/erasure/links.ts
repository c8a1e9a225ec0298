import { longRunningKinds } from '#domain/mobility/observation';
import { activationLocks } from '#platform/table/keys';
import type { Item } from '#platform/table/table';
import { numbersOf } from '#tracking/long-running/long-running-request';
import type { ItemKindName } from '../../data-model/item-kinds';
import { membersOf } from './subject';

/** How items hang together, as texts that both ends have. */
export interface Links {
  /** What others hang on it by. */
  leadsTo: string[];
  /** By what it hangs on others. */
  hangsOn: string[];
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const none: Links = { leadsTo: [], hangsOn: [] };

const keyLink = (pk: string, sk: string): string => `key ${pk}\n${sk}`;
const resourceLink = (solutionProvider: string, kind: string, id: string): string =>
  `resource ${solutionProvider} ${kind} ${id}`;
const requestLink = (requestId: string): string => `request ${requestId}`;
const leadLink = (kind: string, at: string, id: string): string => `lead ${kind}#${at}#${id}`;
const lineLink = (solutionProvider: string, number: string): string => `line ${solutionProvider} ${number}`;
const lockLink = (pk: string, name: string): string => `lock ${pk} ${name}`;

const afterFirst = (value: string, sign = '#'): string => value.slice(value.indexOf(sign) + 1);
const beforeLast = (value: string, sign = '#'): string => value.slice(0, value.lastIndexOf(sign));
const providerOf = (pk: string): string => afterFirst(pk);

/** Of what has a timeline: entries of it, notes, events, leads, the poll job, the mark of what was published. */
const tracked = (kind: string, id: unknown, item: Item): Links => {
  const { pk, sk } = { pk: text(item['pk']), sk: text(item['sk']) };
  const requests = [
    item['requestId'],
    ...membersOf(item['timeline'], 'requestId'),
    ...membersOf(item['facts'], 'requestId'),
  ];
  return {
    leadsTo: [
      keyLink(pk, sk),
      `timeline ${pk}#${sk}`,
      resourceLink(text(item['solutionProvider']), kind, text(id)),
      leadLink(kind, text(item['createdAt']), text(id)),
      ...requests.map((one) => requestLink(text(one))),
    ],
    hangsOn: [],
  };
};

const longRunning = (item: Item): Links => {
  const links = tracked(text(item['kind']), item['id'], item);
  const guards = Array.isArray(item['guards']) ? item['guards'].map(text) : [];
  const numbers = numbersOf({ guards });
  const [pk, provider] = [text(item['pk']), text(item['solutionProvider'])];
  return {
    leadsTo: [
      ...links.leadsTo,
      ...guards.map((name) => lockLink(pk, name)),
      ...numbers.map((number) => lineLink(provider, number)),
    ],
    hangsOn: [],
  };
};

/** The line itself, under whose key its history, its former number and its mark stand. */
const onLine = (item: Item, number: string): Links => {
  const provider = providerOf(text(item['pk']));
  return { leadsTo: [], hangsOn: [lineLink(provider, number)] };
};

/** Whatever a question names, it may be about. */
const askedFor = (item: Item, provider: string): string[] =>
  [item['path'], item['query']]
    .flatMap((part) => Object.entries(part ?? {}))
    .map(([name, value]) => [name, text(value)] as const)
    .flatMap(([name, value]) => [
      lineLink(provider, value),
      lockLink(activationLocks.key.partitionOf({ solutionProvider: provider }), `${name}:${value}`),
      ...['order', ...longRunningKinds].map((kind) => resourceLink(provider, kind, value)),
    ]);

const linksByKind: Readonly<Partial<Record<ItemKindName, (item: Item, pk: string, sk: string) => Links>>> = {
  'tracked-order': (item) => tracked('order', item['quoteId'], item),
  'port-in': longRunning,
  'service-activation': longRunning,
  'pdp-provisioning': longRunning,
  'webhook-endpoint': (item, pk, sk) => {
    const links = tracked('webhook-endpoint', afterFirst(sk), { ...item, solutionProvider: providerOf(pk) });
    return { ...links, leadsTo: [...links.leadsTo, `endpoint ${afterFirst(sk)}`] };
  },
  line: (item) => {
    const [provider, number] = [text(item['solutionProvider']), text(item['subscriberNumber'])];
    const { leadsTo } = tracked('subscriber', number, item);
    return { leadsTo: [...leadsTo, lineLink(provider, number)], hangsOn: [lineLink(provider, number)] };
  },
  'line-history': (item, _, sk) => onLine(item, sk.split('#')[1] ?? ''),
  'former-number': (item, _, sk) => onLine(item, afterFirst(sk)),
  'change-mark': (_, pk) => {
    const [, provider = '', what, number = ''] = pk.split('#');
    return { leadsTo: [], hangsOn: what === 'LINE' ? [lineLink(provider, number)] : [] };
  },
  'drift-finding': (item) => {
    const [provider, of, id] = ['solutionProvider', 'of', 'id'].map((name) => text(item[name]));
    const link = of === 'line' ? lineLink(provider ?? '', id ?? '') : resourceLink(provider ?? '', of ?? '', id ?? '');
    return { leadsTo: [], hangsOn: [link] };
  },
  'order-id': (item, pk) => ({
    leadsTo: [],
    hangsOn: [resourceLink(providerOf(pk), 'order', text(item['quoteId']))],
  }),
  'port-in-lock': (_, pk, sk) => ({ leadsTo: [], hangsOn: [lockLink(pk, afterFirst(sk))] }),
  'activation-lock': (_, pk, sk) => ({ leadsTo: [], hangsOn: [lockLink(pk, afterFirst(sk))] }),
  'timeline-entry': (_, pk) => ({ leadsTo: [], hangsOn: [`timeline ${afterFirst(pk)}`] }),
  note: (_, pk, sk) => ({ leadsTo: [], hangsOn: [keyLink(pk, beforeLast(afterFirst(sk)))] }),
  'request-record': (item) => {
    const id = text(item['requestId']);
    const waits = membersOf(item['tracked'], 'pk').map((pk) =>
      keyLink(text(pk), text(membersOf(item['tracked'], 'sk')[0])),
    );
    return {
      leadsTo: [requestLink(id), leadLink('request', text(item['startedAt']), id)],
      hangsOn: [requestLink(id), ...waits],
    };
  },
  'record-of-call': (item) => ({ leadsTo: [], hangsOn: [requestLink(text(item['requestId']))] }),
  'bulk-write': (item) => {
    const id = text(item['id']);
    return {
      leadsTo: [
        `bulk ${id}`,
        leadLink('bulk-write', text(item['createdAt']), id),
        resourceLink(text(item['solutionProvider']), 'bulk-write', id),
      ],
      hangsOn: [],
    };
  },
  'bulk-call': (item, pk) => ({ leadsTo: [requestLink(text(item['requestId']))], hangsOn: [`bulk ${afterFirst(pk)}`] }),
  'poll-job': (item) => ({
    leadsTo: [],
    hangsOn: [resourceLink(text(item['solutionProvider']), text(item['kind']), text(item['id']))],
  }),
  sighting: (item, pk) => ({ leadsTo: [], hangsOn: askedFor(item, providerOf(pk)) }),
  push: (item) => ({
    leadsTo: [],
    hangsOn: [resourceLink(text(item['solutionProvider']), text(item['kind']), text(item['id']))],
  }),
  event: (item) => {
    const [resource] = membersOf(item, 'resource');
    const [provider, kind, id] = ['solutionProvider', 'kind', 'id'].map((name) => text(membersOf(resource, name)[0]));
    const [eventId] = membersOf(item['event'], 'id');
    const request = kind === 'request' ? [requestLink(id ?? '')] : [];
    return {
      leadsTo: [`event ${text(eventId)}`],
      hangsOn: [resourceLink(provider ?? '', kind ?? '', id ?? ''), ...request],
    };
  },
  'published-mark': (_, pk, sk) => ({ leadsTo: [], hangsOn: [keyLink(afterFirst(pk), sk)] }),
  lead: (_, __, sk) => ({ leadsTo: [], hangsOn: [`lead ${sk}`] }),
  redelivery: (_, __, sk) => ({ leadsTo: [], hangsOn: [`endpoint ${sk}`] }),
  'webhook-task': (item) => ({
    leadsTo: [],
    hangsOn: [
      ...membersOf(item['task'], 'event').map((event) => `event ${text(membersOf(event, 'id')[0])}`),
      ...membersOf(item['task'], 'endpointId').map((id) => `endpoint ${text(id)}`),
    ],
  }),
  delivery: (item, pk) => ({ leadsTo: [], hangsOn: [`event ${text(item['eventId'])}`, `endpoint ${afterFirst(pk)}`] }),
};

/** Links that say nothing, because what they name is not there. */
const isEmpty = (link: string): boolean => /^\S+ *$/.test(link);

export const linksOf = (kind: ItemKindName, item: Item): Links => {
  const { leadsTo, hangsOn } = linksByKind[kind]?.(item, text(item['pk']), text(item['sk'])) ?? none;
  return { leadsTo: leadsTo.filter((one) => !isEmpty(one)), hangsOn: hangsOn.filter((one) => !isEmpty(one)) };
};
