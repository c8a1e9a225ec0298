import type { Endpoint } from '#webhooks/endpoint';
import type { SenderDependencies } from '#webhooks/handle-messages';
import type { PostOptions, PostResult } from '#webhooks/post';
import type { DeliveryAttempt } from '#webhooks/queue';
import { signingSecretsOf } from '../../support/data-keys';
import { publicTargets, recordingLog, recordingMetrics } from '../../support/fakes';
import { someEvent } from '../../support/webhook-rig';

export const now = Date.UTC(2026, 10, 2, 12);
export const at = new Date(now).toISOString();
export const event = someEvent();
export const solutionProvider = event.resource.solutionProvider;

export const endpointWith = (parts: Partial<Endpoint> = {}): Endpoint => ({
  ...{ id: 'we_1', solutionProvider, url: 'https://a.example.com/', types: ['*'], enabled: true },
  ...{ createdAt: at, updatedAt: at, secrets: [{ secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' }], timeline: [] },
  ...parts,
});
export const attemptWith = (parts: Partial<DeliveryAttempt> = {}): DeliveryAttempt => ({
  ...{ endpointId: 'we_1', solutionProvider, event, attempt: 1, waitSeconds: 0 },
  ...parts,
});

/** The sender with nothing real about it; what it does is kept in order. */
export const world = (
  endpoint: Endpoint | undefined,
  answers: Record<string, PostResult> = {},
  wireNow = () => now,
) => {
  const done: unknown[] = [];
  const posted: (PostOptions & { url: string })[] = [];
  const noted: object[] = [];
  const does =
    (name: string, value?: unknown) =>
    (...parts: unknown[]) => {
      done.push([name, ...parts.slice(name === 'advance' ? 0 : 1)]);
      return Promise.resolve(value);
    };
  const [log, metrics] = [recordingLog(), recordingMetrics()];
  const deps = {
    ...publicTargets,
    ...{ log, metrics, now: () => now, wireNow, random: () => 0.5, signing: signingSecretsOf() },
    post: ({ url }: { url: URL }, options: PostOptions) => {
      posted.push({ ...options, url: url.href });
      return Promise.resolve(answers[url.host] ?? { status: 200 });
    },
    queue: {
      send: (attempts: DeliveryAttempt[]) => (done.push(['queue', ...attempts]), Promise.resolve()),
      putBack: (...message: unknown[]) => (done.push(['put back', ...message]), Promise.resolve()),
    },
    endpoints: {
      find: (_: string, id: string) => Promise.resolve(id === 'we_1' ? endpoint : undefined),
      list: () => Promise.resolve(endpoint ? [endpoint, { ...endpoint, id: 'we_2', types: ['port-in.*'] }] : []),
      ...{
        clearFailing: does('clear'),
        markFailing: does('mark'),
        disable: does('disable', true),
        reseal: () => Promise.resolve(),
      },
    },
    deliveries: {
      add: (_: string, delivery: object) => (noted.push(delivery), Promise.resolve()),
    },
    events: { list: () => Promise.resolve({ events: [{ event }, { event: someEvent(2) }], next: undefined }) },
    redeliveries: { advance: does('advance', true) },
    bus: { putTask: (task: unknown) => (done.push(['task', task]), Promise.resolve()) },
  };
  // What the sender is given and does not use is left out.
  return { deps: deps as unknown as SenderDependencies, done, posted, noted, log, metrics };
};
