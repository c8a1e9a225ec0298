import { isDeepStrictEqual } from 'node:util';
import type { Item } from '#platform/table/table';
import type { ItemKindName } from '../../data-model/item-kinds';
import { membersOf } from './subject';

/** What is said of a record whose content is gone. */
export const erasedEvidence = 'What was asked and answered was erased.';
const erased = 'erased';

const only = (item: Item, ...names: readonly string[]): Item =>
  Object.fromEntries(names.flatMap((name) => (item[name] === undefined ? [] : [[name, item[name]]])));

/**
 * What has to stay of an item so that nothing is done twice, or told in the wrong order, until it expires: hashes, times and
 * outcomes, no content. Undefined for a kind that goes as a whole.
 */
export const reduced = (kind: ItemKindName, item: Item): Item | undefined => reductions[kind]?.(item);

export const isReduced = (kind: ItemKindName, item: Item): boolean => isDeepStrictEqual(reduced(kind, item), item);

const reductions: Readonly<Partial<Record<ItemKindName, (item: Item) => Item>>> = {
  // Whoever repeats the call is answered with the record, and AT&T is asked nothing.
  'request-record': (item) => ({
    ...only(item, 'pk', 'sk', 'listPk', 'listSk', 'expiresAt', 'requestId', 'solutionProvider', 'operation', 'outcome'),
    ...only(item, 'owner', 'bodyHash', 'startedAt', 'deadlineAt', 'finishedAt', 'timeline', 'firstStartedAt'),
    clientId: erased,
    request: { path: {}, query: {} },
    evidence: [erasedEvidence],
  }),
  // Whoever submits the rows again gets it, and none is carried out.
  'bulk-write': ({ customerReference: _reference, metadata: _metadata, ...item }) => ({
    ...item,
    clientId: erased,
    headers: {},
  }),
  'bulk-call': ({ problem: _problem, sealed: _sealed, keyId: _keyId, ...item }) => ({
    ...item,
    rows: (Array.isArray(item['rows']) ? item['rows'] : []).map((row: unknown) => ({ row: membersOf(row, 'row')[0] })),
  }),
  // The last of a log says where the next one’s place is; whoever has read the log must not miss that one.
  event: (item) => {
    const { customerReference: _reference, metadata: _metadata, reason: _reason, ...event } = item['event'] as Item;
    const resource = { ...(event['resource'] as Item), id: erased };
    return { ...item, event: { ...event, resource, before: null, after: null } };
  },
};

/** Kinds of which only the last of a partition stays, reduced; the others go as a whole. */
export const isLastOnly = (kind: ItemKindName): boolean => kind === 'event';
