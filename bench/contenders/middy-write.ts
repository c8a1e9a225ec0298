import { IdempotencyConfig } from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import { makeHandlerIdempotent } from '@aws-lambda-powertools/idempotency/middleware';
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { JSONStringified } from '@aws-lambda-powertools/parser/helpers';
import { parser } from '@aws-lambda-powertools/parser/middleware';
import { APIGatewayProxyEventSchema } from '@aws-lambda-powertools/parser/schemas/api-gateway';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { ask, logger, metrics, observed } from './powertools';
import { createdOrderSchema, orderSchema } from './work';

/**
 * A tracked write as most teams would write it: safe to repeat by the idempotency utility, which puts a record before and
 * updates it after, and what came of it put into the same table.
 */
const tableName = process.env['TABLE_NAME'] ?? '';
const table = new DynamoDBClient({});
const persistenceStore = new DynamoDBPersistenceLayer({
  tableName,
  awsSdkV3Client: table,
  keyAttr: 'pk',
  sortKeyAttr: 'sk',
});
const schema = APIGatewayProxyEventSchema.extend({ body: JSONStringified(orderSchema) });

export const handler = observed()
  .use(
    makeHandlerIdempotent({
      persistenceStore,
      config: new IdempotencyConfig({ eventKeyJmesPath: 'headers."Idempotency-Key"' }),
    }),
  )
  .use(parser({ schema }))
  .handler(async (event) => {
    const { quoteId } = orderSchema.parse(event.body);
    const answer = await ask(event.body);
    const { orderId, status } = createdOrderSchema.parse(JSON.parse(answer.text));
    const order = {
      pk: `QUOTE#${quoteId}`,
      sk: 'ORDER',
      quoteId,
      orderId,
      status,
      orderedAt: new Date().toISOString(),
    };
    await table.send(new PutItemCommand({ TableName: tableName, Item: marshall(order) }));
    metrics.addMetric('orders', MetricUnit.Count, 1);
    logger.info('ordered', { status: answer.status, quoteId, orderId });
    return { statusCode: answer.status, headers: { 'content-type': 'application/json' }, body: answer.text };
  });
