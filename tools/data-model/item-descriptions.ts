import type { ItemDescription } from './describe-item';
import { auditItems } from './audit-items';
import { driftItems } from './drift-items';
import { eventItems } from './event-items';
import type { ItemKindName } from './item-kinds';
import { trackedItems } from './tracked-items';
import { writeItems } from './write-items';

/** Every kind of item in the table. */
export const itemDescriptions: Readonly<Record<ItemKindName, ItemDescription>> = {
  ...trackedItems,
  ...writeItems,
  ...eventItems,
  ...auditItems,
  ...driftItems,
};
