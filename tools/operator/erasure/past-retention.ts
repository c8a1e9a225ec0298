import { dayMs } from '#platform/table/key-pattern';
import type { Item } from '#platform/table/table';
import type { Retention } from '../../../lib/config/retention';
import type { ItemKindName } from '../../data-model/item-kinds';
import { isReduced } from './reduce';
import { whyUnsettled } from './settled';
import { membersOf } from './subject';
import type { Question } from './survey';

const kinds: Readonly<Partial<Record<ItemKindName, keyof Retention>>> = {
  'tracked-order': 'orders',
  'port-in': 'portIns',
  'service-activation': 'activations',
  'pdp-provisioning': 'pdpProvisionings',
  line: 'lines',
  'request-record': 'requestContents',
};

/** When an item came to its final state; undefined for one that has not, or of which that is not known. */
const endedAt = (kind: ItemKindName, item: Item): string | undefined => {
  const of: Readonly<Partial<Record<ItemKindName, unknown>>> = {
    'tracked-order': membersOf(membersOf(item['facts'], 'completion')[0], 'at')[0],
    line: item['status'] === 'cancelled' ? item['cancelledAt'] : undefined,
    'request-record': item['finishedAt'],
  };
  const at = kind in of ? of[kind] : item['stateAt'];
  return typeof at === 'string' ? at : undefined;
};

/** Whether an item has been in its final state for longer than the tenant keeps its kind. */
export const isPastRetention =
  (retention: Retention, nowMs: number): Question =>
  (kind, item) => {
    const name = kinds[kind];
    if (name === undefined || isReduced(kind, item) || whyUnsettled(kind, item, nowMs) !== undefined) return false;
    const at = endedAt(kind, item);
    return at !== undefined && nowMs - Date.parse(at) > retention[name] * dayMs;
  };
