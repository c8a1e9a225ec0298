import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { Option } from 'commander';
import { bulkWrites, pollJobs, pushes, requestRecords } from '#platform/table/keys';
import { tableDefinition } from '#platform/table/table-definition';
import { tableNameOf, type Deployment } from './deployment';

export const evenSo = new Option('--even-so', 'although something is under way').default(false);

const mostCounted = 100;

/** What somebody has to work on still, by kind. */
export const underWay = async (deployment: Deployment, solutionProvider: string): Promise<Record<string, number>> => {
  const partitions = {
    'requests without an outcome': requestRecords.open.partitionOf({ solutionProvider }),
    'polled at AT&T': pollJobs.open.partitionOf({ solutionProvider }),
    'bulk writes': bulkWrites.open.partitionOf({ solutionProvider }),
    'pushes not decided': pushes.open.partitionOf({ solutionProvider }),
  };
  const TableName = await tableNameOf(deployment);
  const counted = await Promise.all(
    Object.entries(partitions).map(async ([what, partition]) => {
      const { Items = [] } = await deployment.aws.dynamoDb.send(
        new QueryCommand({
          TableName,
          IndexName: 'open',
          KeyConditionExpression: '#partition = :partition',
          ExpressionAttributeNames: { '#partition': tableDefinition.indexes.open.partition },
          ExpressionAttributeValues: marshall({ ':partition': partition }),
          Limit: mostCounted,
        }),
      );
      return [what, Items.length] as const;
    }),
  );
  return Object.fromEntries(counted.filter(([, count]) => count > 0));
};

export const underWayInWords = (counts: Readonly<Record<string, number>>): string[] =>
  Object.entries(counts).map(([what, count]) => `${what}: ${count === mostCounted ? `${count} or more` : count}`);
