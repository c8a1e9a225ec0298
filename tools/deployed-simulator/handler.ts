import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { within } from '#platform/aws/within';
import { startSimulator } from '../simulator/simulator';
import { answering } from './answer-event';
import { memoryInTable } from './memory';

/** What Lambda runs. */
const { TABLE = '', WORD = '' } = process.env;
if (TABLE === '' || WORD === '') throw new Error('It needs TABLE and WORD.');

export const handler = answering({
  memory: memoryInTable(new DynamoDBClient(within(5_000, 2_000)), TABLE),
  word: WORD,
  start: startSimulator,
});
