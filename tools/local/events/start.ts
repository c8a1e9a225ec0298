import { toEnvironment } from '#platform/environment';
import { functionAt } from '../function-at';
import { refusalWithoutKey } from '../../loopback/foreign-requests';
import { listen, loopback } from '../../loopback/listen';
import type { SimulatedTime } from '../simulated-time';
import type { DataDir } from '../state-file';
import { awsJsonServer } from './aws-json';
import { eventBusActions } from './event-bus';
import { startMessageQueue } from './message-queue';

export interface EventsOptions {
  dataDir: DataDir;
  time: SimulatedTime;
  /** What functions sign with. */
  accessKeyId: string;
}

/**
 * What makes events and webhooks of what the publisher is told: the bus, the queue, the sender. Sets where functions of this
 * process find them.
 */
export const startEvents = async ({ dataDir, time, accessKeyId }: EventsOptions): Promise<void> => {
  const sender = functionAt('webhook-sender', 60_000);
  const queue = startMessageQueue(dataDir, time, sender);
  const services = awsJsonServer({ ...queue.actions, ...eventBusActions((body) => queue.add(body)) });
  const servicesUrl = `http://${loopback}:${await listen(services, 0, [refusalWithoutKey(accessKeyId)])}`;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SQS: servicesUrl,
    AWS_ENDPOINT_URL_EVENTBRIDGE: servicesUrl,
    ...toEnvironment({
      eventBusName: 'local',
      webhookQueueUrl: `${servicesUrl}/000000000000/webhooks`,
      // Nobody on this machine has a public address.
      webhookTargets: 'public-and-loopback',
    }),
  });
};
