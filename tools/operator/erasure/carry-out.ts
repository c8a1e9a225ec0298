import { DeleteItemCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { and, equals, itemExists, notExists, type Condition } from '#platform/table/conditions';
import { conditionExpression, newScope } from '#platform/table/expressions';
import type { Item } from '#platform/table/table';
import type { Aws } from '../aws';
import type { Session } from '../session';
import { stays, type Planned } from './plan';
import { whyUnsettled } from './settled';

export interface CarriedOut {
  deleted: number;
  reduced: number;
  /** Changed or begun meanwhile; the next run looks at them again. */
  left: number;
}

interface Options {
  nowMs: number;
  /** Told of every item that is done; what throws ends the run, which the next one goes on with. */
  done?: (done: number, all: number) => void;
}

/** Tells of every hundredth, and of the last. */
export const byHundreds =
  (progress: Session['progress']) =>
  (done: number, all: number): void => {
    if (done % 100 === 0 || done === all) progress(`${done} of ${all} done…`);
  };

/** Erases, one after the other, each only if it is as it was looked at last. @throws Error of AWS */
export const carryOut = async (
  dynamoDb: Aws['dynamoDb'],
  TableName: string,
  plan: readonly Planned[],
  { nowMs, done }: Options,
): Promise<CarriedOut> => {
  const result: CarriedOut = { deleted: 0, reduced: 0, left: 0 };
  for (const [index, planned] of plan.entries()) {
    const came = await eraseOne(dynamoDb, TableName, planned, nowMs);
    if (came !== 'gone') result[came] += 1;
    done?.(index + 1, plan.length);
  }
  return result;
};

const eraseOne = async (
  dynamoDb: Aws['dynamoDb'],
  TableName: string,
  planned: Planned,
  nowMs: number,
): Promise<keyof CarriedOut | 'gone'> => {
  const Key = marshall(planned.key);
  const { Item: stored } = await dynamoDb.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }));
  if (!stored) return 'gone';
  const item = unmarshall(stored);
  if (whyUnsettled(planned.kind, item, nowMs) !== undefined) return 'left';
  const kept = stays(planned, item);
  const condition = conditionally(asItWas(planned, item));
  try {
    if (kept) {
      const Item = marshall(kept, { removeUndefinedValues: true });
      await dynamoDb.send(new PutItemCommand({ TableName, Item, ...condition }));
      return 'reduced';
    }
    await dynamoDb.send(new DeleteItemCommand({ TableName, Key, ...condition }));
    return 'deleted';
  } catch (error) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return 'left';
    throw error;
  }
};

/** Whatever changes an item changes one of its times, states, owners or revisions; a lock is taken under its own name. */
const asItWas = ({ kind, key }: Planned, item: Item): Condition => {
  const scalars = Object.entries(item).filter(
    ([name, value]) => !['pk', 'sk'].includes(name) && ['string', 'number', 'boolean'].includes(typeof value),
  );
  const same = scalars.slice(0, mostCompared).map(([name, value]) => equals(name, value));
  const isLock = kind === 'port-in-lock' || kind === 'activation-lock';
  const nameOfLock = key.sk.slice(key.sk.indexOf('#') + 1);
  return and(itemExists, ...same, isLock ? notExists(nameOfLock) : undefined);
};

/** An expression has 4 KB. */
const mostCompared = 40;

const conditionally = (condition: Condition) => {
  const scope = newScope();
  const ConditionExpression = conditionExpression(scope, condition);
  return {
    ConditionExpression,
    ExpressionAttributeNames: scope.names,
    ...(Object.keys(scope.values).length > 0 && { ExpressionAttributeValues: marshall(scope.values) }),
  };
};
