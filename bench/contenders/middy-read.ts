import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { JSONStringified } from '@aws-lambda-powertools/parser/helpers';
import { parser } from '@aws-lambda-powertools/parser/middleware';
import { APIGatewayProxyEventSchema } from '@aws-lambda-powertools/parser/schemas/api-gateway';
import { ask, logger, metrics, observed } from './powertools';
import { lookupSchema } from './work';

/** A read as most teams would write it. */
const schema = APIGatewayProxyEventSchema.extend({ body: JSONStringified(lookupSchema) });

export const handler = observed()
  .use(parser({ schema }))
  .handler(async (event) => {
    const answer = await ask(event.body);
    metrics.addMetric('calls', MetricUnit.Count, 1);
    logger.info('answered', { status: answer.status });
    return { statusCode: answer.status, headers: { 'content-type': 'application/json' }, body: answer.text };
  });
