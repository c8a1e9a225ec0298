import { toEnvironment } from '#platform/environment';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { within } from '#platform/aws/within';
import { functionAt } from '../function-at';
import { refusalWithoutKey } from '../../loopback/foreign-requests';
import { listen, loopback } from '../../loopback/listen';
import type { SimulatedTime } from '../simulated-time';
import type { DataDir } from '../state-file';
import { awsJsonServer } from './aws-json';
import { eventBusActions } from './event-bus';
import { tellOfWhatIsThere } from './left-behind';
import { startMessageQueue } from './message-queue';
import { createPublisherFeed, type PublisherFeed } from './publisher-feed';
import { streamOf } from './store-stream';

export interface EventsOptions {
  dataDir: DataDir;
  time: SimulatedTime;
  /** Of the DynamoDB API. */
  storeUrl: string;
  /** What functions sign with. */
  accessKeyId: string;
}

/**
 * What makes events and webhooks of changes: the table's stream, the publisher, the bus, the queue, the sender. Sets where
 * functions of this process find them; until then they would write past the stream.
 */
export const startEvents = async ({
  dataDir,
  time,
  storeUrl,
  accessKeyId,
}: EventsOptions): Promise<Pick<PublisherFeed, 'room'>> => {
  const isOurs = refusalWithoutKey(accessKeyId);
  const sender = functionAt('webhook-sender', 60_000);
  const publisher = functionAt('event-publisher', 60_000);
  const queue = startMessageQueue(dataDir, time, sender);
  const services = awsJsonServer({ ...queue.actions, ...eventBusActions((body) => queue.add(body)) });
  const servicesUrl = `http://${loopback}:${await listen(services, 0, [isOurs])}`;
  const feed = createPublisherFeed(publisher);
  const streamUrl = `http://${loopback}:${await listen(streamOf(storeUrl, feed.changed), 0, [isOurs])}`;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: streamUrl,
    AWS_ENDPOINT_URL_SQS: servicesUrl,
    AWS_ENDPOINT_URL_EVENTBRIDGE: servicesUrl,
    ...toEnvironment({
      eventBusName: 'local',
      webhookQueueUrl: `${servicesUrl}/000000000000/webhooks`,
      // Nobody on this machine has a public address.
      webhookTargets: 'public-and-loopback',
    }),
  });
  if (dataDir !== undefined)
    await tellOfWhatIsThere(new DynamoDBClient({ endpoint: storeUrl, ...within(30_000) }), feed.changed);
  return feed;
};
