import db, { type Item, type Table } from 'dynalite/db';
import queryRules from 'dynalite/validations/query';

/*
 * DynamoDB takes no empty text as a key, of the table or of an index, wherever one is written or asked by. dynalite knows that of
 * the table's keys where items are written and read, in words of before; the rest is here.
 */

const noEmptyKey = 'The AttributeValue for a key attribute cannot contain an empty string value.';
const notValid = 'One or more parameter values are not valid.';

const isEmpty = (value: unknown): boolean => (value as { S?: unknown } | undefined)?.S === '';

/** The first key of an index that an item has empty. */
const emptyIndexKey = (
  { GlobalSecondaryIndexes = [] }: Table,
  item: Item,
): { index: string; key: string } | undefined =>
  GlobalSecondaryIndexes.flatMap(({ IndexName: index, KeySchema }) =>
    KeySchema.map(({ AttributeName: key }) => ({ index, key })),
  ).find(({ key }) => isEmpty(item[key]));

const { validateItem, validateKey } = db;

db.validateItem = (item, table) => {
  const invalid = validateItem(item, table);
  const empty = invalid ? undefined : emptyIndexKey(table, item);
  if (!empty) return invalid;
  const where = `IndexName: ${empty.index}, IndexKey: ${empty.key}`;
  return db.validationError(
    `${notValid} A value specified for a secondary index key is not supported. ${noEmptyKey} ${where}`,
  );
};

db.validateKey = (key, table) => {
  const invalid = validateKey(key, table);
  const empty = invalid && Object.keys(key).find((attribute) => isEmpty(key[attribute]));
  return empty === undefined ? invalid : db.validationError(`${notValid} ${noEmptyKey} Key: ${empty}`);
};

/** Why an item cannot be what an update makes of it. */
export const emptiedIndexKey = (table: Table, after: Item | null): Error | undefined =>
  after && emptyIndexKey(table, after)
    ? db.validationError(
        `${notValid} The update expression attempted to update a secondary index key to a value that is not supported. ${noEmptyKey}`,
      )
    : undefined;

const { custom } = queryRules;

queryRules.custom = (query, store) => {
  const invalid = custom(query, store);
  if (invalid) return invalid;
  // By now it has what the key condition says of each key.
  const empty = Object.entries(query.KeyConditions ?? {}).find(([, { AttributeValueList }]) =>
    AttributeValueList.some(isEmpty),
  );
  return empty && `${notValid} ${noEmptyKey} Key: ${empty[0]}`;
};
