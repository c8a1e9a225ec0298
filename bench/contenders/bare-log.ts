import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { handler as bare } from './bare';

/** The least, and one structured line of log for each call. */
export const handler = async (event: APIGatewayProxyEvent, context: Context): Promise<APIGatewayProxyResult> => {
  const startedAt = performance.now();
  const answer = await bare(event);
  const line = {
    level: 'INFO',
    message: 'answered',
    timestamp: new Date().toISOString(),
    requestId: context.awsRequestId,
    path: event.path,
    status: answer.statusCode,
    durationMs: performance.now() - startedAt,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
  return answer;
};
