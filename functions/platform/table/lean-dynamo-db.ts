import type { AskAws } from '#platform/aws/ask-aws';
import type { DynamoDb } from '#platform/table/dynamo-db';

/** DynamoDB without the SDK’s client. */
export const leanDynamoDb = (askAws: AskAws): DynamoDb => {
  const ask = async (operation: string, input: object): Promise<object> => {
    encodeBytes(input);
    const output = await askAws(operation, input);
    decodeBytes(output);
    return output;
  };
  return {
    getItem: (input) => ask('GetItem', input),
    putItem: (input) => ask('PutItem', input),
    updateItem: (input) => ask('UpdateItem', input),
    deleteItem: (input) => ask('DeleteItem', input),
    batchWriteItem: (input) => ask('BatchWriteItem', input),
    query: (input) => ask('Query', input),
  };
};

/** Bytes go over the wire as base64. What is asked and answered is made for that alone, so it is changed where it stands. */
const encodeBytes = (document: object): void =>
  replaceIn(document, (value) => (value instanceof Uint8Array ? base64Of(value) : undefined));

/** An attribute of the name `B` has a map, never a text. */
const decodeBytes = (document: object): void =>
  replaceIn(document, (value, name) => {
    if (name === 'B' && typeof value === 'string') return bytesOf(value);
    return name === 'BS' && Array.isArray(value) ? value.map(bytesOf) : undefined;
  });

/** @param instead what stands for a member; undefined to look into the member itself */
const replaceIn = (document: object, instead: (value: unknown, name: string) => unknown): void => {
  const members = document as Record<string, unknown>;
  for (const name of Object.keys(members)) {
    const value = members[name];
    if (typeof value !== 'object' && typeof value !== 'string') continue;
    const other = instead(value, name);
    if (other !== undefined) members[name] = other;
    else if (typeof value === 'object' && value !== null) replaceIn(value, instead);
  }
};

const base64Of = ({ buffer, byteOffset, byteLength }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('base64');

const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));
