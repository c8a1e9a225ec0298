import * as z from 'zod';
import { tableDefinition } from '#platform/table/table-definition';

/** Read and write units of DynamoDB’s. */
export interface TableUnits {
  reads: number;
  writes: number;
}

const writeSchema = z.looseObject({ Item: z.unknown(), Key: z.unknown() }).partial();
const inputSchema = z.looseObject({
  TransactItems: z.array(z.record(z.string(), writeSchema)).optional(),
  RequestItems: z.record(z.string(), z.unknown()).optional(),
});

/** An index whose key stands in what is written is written too. */
const copiesOf = (text: string): number =>
  1 + Object.values(tableDefinition.indexes).filter(({ partition }) => text.includes(`"${partition}"`)).length;

const writesOf = (input: unknown): number => {
  const text = JSON.stringify(input);
  return Math.ceil(text.length / 1024) * copiesOf(text);
};

/** What AWS counts for a request: a unit for each KB written and 4 KB read, twice in transactions, and every read as a consistent one. */
export const unitsOf = (
  command: { input: unknown; constructor: { name: string } },
  answerBytes: number,
): TableUnits => {
  const { name } = command.constructor;
  const reads = Math.max(1, Math.ceil(answerBytes / 4096));
  if (/^(Get|Query|Scan|BatchGet)/.test(name)) return { reads, writes: 0 };
  if (name.startsWith('TransactGet')) return { reads: reads * 2, writes: 0 };
  const { TransactItems, RequestItems } = inputSchema.parse(command.input);
  if (TransactItems)
    return { reads: 0, writes: TransactItems.reduce((sum, one) => sum + 2 * writesOf(Object.values(one)[0]), 0) };
  if (RequestItems) {
    const put = Object.values(RequestItems).flatMap((items) => (Array.isArray(items) ? (items as unknown[]) : []));
    return { reads: 0, writes: put.reduce<number>((sum, one) => sum + writesOf(one), 0) };
  }
  return { reads: 0, writes: writesOf(command.input) };
};
