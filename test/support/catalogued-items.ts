import {
  BatchWriteItemCommand,
  PutItemCommand,
  UpdateItemCommand,
  type AttributeValue,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { violationsOf } from '../../tools/data-model/check-item';

const found = new Set<string>();

// `bench` counts what calls cost with the same rigs; it is no test.
if ('afterEach' in globalThis)
  afterEach(() => {
    const violations = [...found];
    found.clear();
    expect(violations).toEqual([]);
  });

/** Fails the test in which something is written that the catalogue of items (docs/data-model.md) does not know. */
export const expectCatalogued = (command: unknown, answer: unknown): void => {
  for (const item of writtenBy(command, answer))
    for (const violation of violationsOf(unmarshall(item))) found.add(violation);
};

type Stored = Record<string, AttributeValue>;

const writtenBy = (command: unknown, answer: unknown): Stored[] => {
  if (command instanceof PutItemCommand) return [command.input.Item ?? {}];
  if (command instanceof BatchWriteItemCommand)
    return Object.values(command.input.RequestItems ?? {})
      .flat()
      .flatMap(({ PutRequest }) => (PutRequest?.Item ? [PutRequest.Item] : []));
  if (command instanceof UpdateItemCommand) return [(answer as { Attributes: Stored }).Attributes];
  return [];
};
