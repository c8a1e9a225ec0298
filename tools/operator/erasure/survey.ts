import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Item, Key } from '#platform/table/table';
import { kindOf } from '../../data-model/check-item';
import type { ItemKindName } from '../../data-model/item-kinds';
import type { Aws } from '../aws';
import { linksOf, type Links } from './links';
import { isLastOnly, isReduced } from './reduce';
import { whyUnsettled } from './settled';

/** What a survey keeps of an item: nothing of its content. */
export interface Surveyed extends Links {
  key: Key;
  kind: ItemKindName;
  /** Why it may not go yet. */
  unsettled: string | undefined;
  /** Whether all that may go of it is gone. */
  isReduced: boolean;
  expiresAt: number | undefined;
  /** Of each question, whether the item by itself is an answer. */
  isOf: readonly boolean[];
}

/** What was opened of what an item has sealed. */
export type Open = (kind: ItemKindName, item: Item) => Promise<string[]>;
export type Question = (kind: ItemKindName, item: Item, opened: readonly string[]) => boolean;

/** What is never anybody’s data, and stays. */
const never: readonly ItemKindName[] = ['audit-entry', 'audit-head', 'heartbeat', 'hold'];

interface SurveyOptions {
  open: Open;
  nowMs: number;
  /** Told after every page how many items were looked at. */
  looked: (count: number) => void;
}

/**
 * Looks at every item of the table once. Memory grows with the number of items (about a kilobyte each), not with their size.
 * @throws Error of AWS; Error for an item of a kind nobody has described
 */
export const survey = async (
  dynamoDb: Aws['dynamoDb'],
  TableName: string,
  questions: readonly Question[],
  { open, nowMs, looked }: SurveyOptions,
): Promise<Surveyed[]> => {
  const found: Surveyed[] = [];
  let count = 0;
  let ExclusiveStartKey: Record<string, never> | undefined;
  do {
    const page = await dynamoDb.send(new ScanCommand({ TableName, ExclusiveStartKey, ConsistentRead: true }));
    for (const one of page.Items ?? []) found.push(...(await surveyed(unmarshall(one), questions, { open, nowMs })));
    count += page.Items?.length ?? 0;
    looked(count);
    ExclusiveStartKey = page.LastEvaluatedKey as Record<string, never> | undefined;
  } while (ExclusiveStartKey);
  return found;
};

const surveyed = async (
  item: Item,
  questions: readonly Question[],
  { open, nowMs }: Omit<SurveyOptions, 'looked'>,
): Promise<Surveyed[]> => {
  const key = { pk: String(item['pk']), sk: String(item['sk']) };
  const kind = kindOf(item);
  if (kind === undefined)
    throw new Error('The table has an item of a kind that this release does not know: update it.');
  if (never.includes(kind)) return [];
  const opened = await open(kind, item);
  const expiresAt = item['expiresAt'];
  return [
    {
      ...linksOf(kind, item),
      ...{ key, kind, unsettled: whyUnsettled(kind, item, nowMs), isReduced: isReduced(kind, item) },
      expiresAt: typeof expiresAt === 'number' ? expiresAt : undefined,
      isOf: questions.map((ask) => ask(kind, item, opened)),
    },
  ];
};

/** The last of every partition of a kind of which it has to stay. */
export const lastOfPartitions = (items: readonly Surveyed[]): ReadonlySet<Surveyed> => {
  const last = new Map<string, Surveyed>();
  for (const one of items) {
    if (!isLastOnly(one.kind)) continue;
    const known = last.get(one.key.pk);
    if (!known || known.key.sk < one.key.sk) last.set(one.key.pk, one);
  }
  return new Set(last.values());
};
