import { Option } from 'commander';
import { pointInTime } from '#domain/point-in-time';
import { listEvents } from '#routes/events/list-events';
import { redeliverEvent } from '#routes/events/redeliver-event';
import { listWebhookEndpoints } from '#routes/webhooks/list-webhook-endpoints';
import { redeliverEventRange } from '#routes/webhooks/redeliver-event-range';
import type { Answer } from './answer';
import { change, operatorId, type Accounted } from './change';
import { parsedBy } from './command-line';
import type { Deployment } from './deployment';
import { Refusal } from './failures';
import { callRoute } from './own-routes';
import { oneProvider, statedProvider } from './providers';
import type { Session } from './session';

interface RedeliverOptions extends Accounted {
  provider: string;
  endpoint?: string;
  event?: string;
  since?: string;
  until?: string;
}

const time = parsedBy(pointInTime);

/** Has webhooks sent again. */
export const redeliverCommand = change<RedeliverOptions>({
  name: 'redeliver',
  about: 'Have events sent again by webhook: one, or those of a time to one endpoint, or to every one that takes any',
  options: [
    oneProvider,
    new Option('--event <id>', 'this event; to every endpoint it is for, unless one is named').conflicts([
      'since',
      'until',
    ]),
    new Option('-e, --endpoint <id>', 'to this endpoint'),
    new Option('--since <time>', 'what was published from then on, e.g. 2026-03-05T09:00:00Z').argParser(time),
    new Option('--until <time>', 'and before then; now when left out').argParser(time),
  ],
  changes: ({ provider, endpoint = 'all', event, since, until }) => ({
    ...{ providers: [provider] },
    about: {
      endpoint,
      ...(event !== undefined && { event }),
      ...(since !== undefined && { since }),
      ...(until !== undefined && { until }),
    },
  }),
  requires: statedProvider,
  act: redeliver,
});

async function redeliver(deployment: Deployment, options: RedeliverOptions, session: Session): Promise<Answer> {
  const { event, since } = options;
  if (event !== undefined) return redeliverOne(deployment, options, event);
  if (since === undefined) throw new Refusal('Say which: `--event`, or `--since`.');
  return redeliverRange(deployment, options, since, session);
}

const redeliverOne = async (deployment: Deployment, options: RedeliverOptions, eventId: string): Promise<Answer> => {
  const { provider, endpoint: endpointId, dryRun: isDryRun } = options;
  const to = endpointId ?? 'every endpoint it is for';
  const data = { provider, eventId, endpointId, isDryRun };
  if (isDryRun) return { text: `${eventId} would be sent again to ${to}.`, data };
  const call = { provider, clientId: operatorId(options), path: { eventId }, query: { endpointId } };
  await callRoute(deployment, redeliverEvent, call);
  return { text: `${eventId} is sent again to ${to}.`, data };
};

const redeliverRange = async (
  deployment: Deployment,
  options: RedeliverOptions,
  since: string,
  session: Session,
): Promise<Answer> => {
  const { provider, until, dryRun: isDryRun } = options;
  const endpoints = await endpointsMeant(deployment, options);
  if (isDryRun) {
    const events = await eventsIn(deployment, provider, { since, until }, session);
    const text = `About ${events} events would be sent again, as far as its filter lets each, to: ${endpoints.join(', ')}.`;
    return { text, data: { provider, endpoints, since, until, events, isDryRun } };
  }
  for (const endpointId of endpoints) {
    session.progress(`${endpointId}…`);
    await callRoute(deployment, redeliverEventRange, {
      ...{ provider, clientId: operatorId(options), path: { endpointId } },
      body: { since, ...(until !== undefined && { until }) },
    });
  }
  return {
    text: `Sent again from ${since}: ${endpoints.join(', ')}. Receivers know repeats by \`webhook-id\`.`,
    data: { provider, endpoints, since, until, isDryRun },
  };
};

/** The one that is named, or all that are sent anything. @throws Refusal where there is none */
const endpointsMeant = async (
  deployment: Deployment,
  { provider, endpoint }: RedeliverOptions,
): Promise<[string, ...string[]]> => {
  if (endpoint !== undefined) return [endpoint];
  const { endpoints } = await callRoute(deployment, listWebhookEndpoints, { provider });
  const [first, ...others] = endpoints
    .filter(({ enabled, verification }) => enabled && verification.url === 'verified')
    .map(({ id }) => id);
  if (first === undefined) throw new Refusal(`${provider} has no endpoint that is sent anything.`);
  return [first, ...others];
};

const eventsIn = async (
  deployment: Deployment,
  provider: string,
  { since, until }: { since: string; until: string | undefined },
  { progress }: Session,
): Promise<number> => {
  let [count, cursor]: [number, string | undefined] = [0, undefined];
  for (;;) {
    const place: Record<string, string> = cursor === undefined ? { since } : { cursor };
    const page = await callRoute(deployment, listEvents, { provider, query: { ...place, limit: '100' } });
    const inTime = page.events.filter(
      ({ occurredAt }) => until === undefined || Date.parse(occurredAt) < Date.parse(until),
    );
    count += inTime.length;
    progress(`${count} events…`);
    if (!page.hasMore || inTime.length < page.events.length) return count;
    cursor = page.nextCursor;
  }
};
