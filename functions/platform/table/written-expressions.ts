import { marshall } from '@aws-sdk/util-dynamodb';
import type { Item, Key } from '#platform/table/item';

/*
 * Expressions written by hand, with the names and values they use. Until the last of them is built from `conditions.ts` and
 * `expressions.ts` the table takes both.
 */

export interface WrittenCondition {
  expression: string;
  names?: Record<string, string>;
  values?: Record<string, unknown>;
}

/** `update` and `condition` share one set of names and values. */
export interface WrittenChange {
  key: Key;
  update: string;
  condition?: string;
  names: Record<string, string>;
  values: Record<string, unknown>;
}

export interface WrittenQuery {
  index?: string;
  condition: string;
  names?: Record<string, string>;
  values: Record<string, unknown>;
  limit: number;
  descending?: boolean;
  after?: Item;
}

const toAttributes = (values: object) => marshall(values, { removeUndefinedValues: true });

export const conditionWritten = ({ expression, names, values }: WrittenCondition) => ({
  ConditionExpression: expression,
  ...(names && { ExpressionAttributeNames: names }),
  ...(values && { ExpressionAttributeValues: toAttributes(values) }),
});

export const changeWritten = ({ update, condition, names, values }: WrittenChange) => ({
  UpdateExpression: update,
  ConditionExpression: condition,
  ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
  ExpressionAttributeValues: toAttributes(values),
});

export const queryWritten = ({ condition, names, values }: WrittenQuery) => ({
  KeyConditionExpression: condition,
  ExpressionAttributeNames: names,
  ExpressionAttributeValues: toAttributes(values),
});
