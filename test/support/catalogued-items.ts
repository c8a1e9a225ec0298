import {
  BatchWriteItemCommand,
  PutItemCommand,
  UpdateItemCommand,
  type AttributeValue,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { appendFileSync } from 'node:fs';
import { kindOf, violationsOf } from '../../tools/data-model/check-item';
import { placesIn } from '../../tools/stored-shapes/choose-samples';
import { asJson } from '../../tools/stored-shapes/release';
import { unreadableBefore } from './releases';

const isTest = 'afterEach' in globalThis;
const found = new Set<string>();

/** Looked at when a test is over: it takes longer than some calls may. */
const written: Record<string, unknown>[] = [];

// `bench` counts what calls cost with the same rigs; it is no test.
if (isTest)
  afterEach(() => {
    const violations = [...found, ...new Set(written.flatMap(unreadableBefore))];
    found.clear();
    written.length = 0;
    expect(violations).toEqual([]);
  });

/**
 * Fails the test in which something is written that the catalogue of items (docs/data-model.md) does not know, or the release before
 * could not read.
 */
export const expectCatalogued = (command: unknown, answer: unknown): void => {
  for (const stored of writtenBy(command, answer)) {
    const item = unmarshall(stored);
    record(item);
    if (isTest) written.push(item);
    for (const violation of violationsOf(item)) found.add(violation);
  }
};

const recordTo = process.env['RECORD_ITEMS'];
const recorded = new Set<string>();

/** For `npm run release-shapes`: one item of each shape. */
const record = (item: Record<string, unknown>): void => {
  if (recordTo === undefined || kindOf(item) === undefined) return;
  const shape = [kindOf(item), ...new Set(placesIn(item))].toSorted().join('\n');
  if (recorded.has(shape)) return;
  recorded.add(shape);
  appendFileSync(recordTo, `${asJson(item)}\n`);
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
