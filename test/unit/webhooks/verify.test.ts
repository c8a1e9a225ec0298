import type { EndpointUrl } from '#webhooks/delivery-log';
import type { DeliverOptions } from '#webhooks/deliver-options';
import type { Endpoint } from '#webhooks/endpoint';
import type { PostResult } from '#webhooks/post';
import type { DeliveryAttempt } from '#webhooks/queue';
import { challengeAttempts, verify } from '#webhooks/verify';
import { signingSecretsOf } from '../../support/data-keys';
import { publicTargets, recordingLog, recordingMetrics } from '../../support/fakes';
import { at, attemptWith, endpointWith, event, now } from './sender-world';

const [url, failoverUrl] = ['https://a.example.com/', 'https://b.example.com/'];
const echo = (challenge: string): PostResult => ({ status: 200, text: JSON.stringify({ challenge }) });

/** Asks a URL of an endpoint; what was sent, and what became of it. */
const asking = async (
  answer: (challenge: string) => PostResult,
  { attempt = 1, which = 'url', ...parts }: Partial<Endpoint> & { attempt?: number; which?: EndpointUrl } = {},
) => {
  const [asked, marked, queued, noted]: [
    { url: string; body: string; wantedBytes?: number }[],
    unknown[],
    DeliveryAttempt[],
    object[],
  ] = [[], [], [], []];
  let wireMs = now;
  const options = {
    ...publicTargets,
    ...{
      log: recordingLog(),
      metrics: recordingMetrics(),
      now: () => now,
      wireNow: () => (wireMs += 7),
      random: () => 0.5,
      signing: signingSecretsOf(),
    },
    post: (target: { url: URL }, post: { body: string; wantedBytes?: number }) => {
      asked.push({ ...post, url: target.url.href });
      return Promise.resolve(answer((JSON.parse(post.body) as { challenge: string }).challenge));
    },
    queue: { send: (attempts: DeliveryAttempt[]) => Promise.resolve(void queued.push(...attempts)) },
    endpoints: { markVerification: (...parts: unknown[]) => Promise.resolve(void marked.push(parts.slice(1))) },
    deliveries: { add: (_: string, delivery: object) => Promise.resolve(void noted.push(delivery)) },
  } as unknown as DeliverOptions; // What is given and not used is left out.
  const endpoint = endpointWith({
    failoverUrl,
    urlVerification: 'pending',
    failoverUrlVerification: 'pending',
    ...parts,
  });
  await verify(options, endpoint, attemptWith({ attempt, verifies: which }), which);
  return { asked, marked, queued, noted };
};

describe.each<[EndpointUrl, string]>([
  ['url', url],
  ['failoverUrl', failoverUrl],
])('the owner of %s', (which, address) => {
  it('that answers with its challenge is verified, and told of no more', async () => {
    const { asked, marked, queued, noted } = await asking(echo, { which });
    expect(asked).toMatchObject([{ url: address, wantedBytes: 4_096 }]);
    expect(JSON.parse(asked[0]!.body)).toMatchObject({ id: event.id, type: event.type });
    expect([marked, queued]).toEqual([[[which, 'verified']], []]);
    expect(noted).toMatchObject([{ at, outcome: 'delivered', status: 200, durationMs: 14, sentTo: which, attempt: 1 }]);
    expect(noted[0]).not.toHaveProperty('text');
  });

  it('that does not is asked again, three times in all', async () => {
    const refusing = () => ({ status: 500 });
    const first = await asking(refusing, { which });
    expect([first.marked, first.noted]).toMatchObject([
      [],
      [{ outcome: 'failed', failure: 'status', nextAttemptAfterSeconds: 5 }],
    ]);
    expect(first.queued).toMatchObject([{ attempt: 2, waitSeconds: 5, verifies: which, endpointId: 'we_1' }]);
    expect((await asking(refusing, { which, attempt: 2 })).queued).toMatchObject([{ attempt: 3, waitSeconds: 300 }]);
    const last = await asking(refusing, { which, attempt: challengeAttempts });
    expect([last.marked, last.queued]).toEqual([[[which, 'failed']], []]);
    expect(last.noted).toMatchObject([{ outcome: 'exhausted', failure: 'status', sentTo: which }]);
  });
});

it.each<[string, PostResult]>([
  ['nothing', { status: 200 }],
  ['no JSON', { status: 200, text: 'ok' }],
  ['another challenge', echo('other')],
  ['no challenge', { status: 200, text: '{}' }],
  ['a list', { status: 200, text: '[]' }],
])('an answer of %s is none to a challenge', async (_, answer) => {
  const { marked, noted } = await asking(() => answer);
  expect([marked, noted]).toMatchObject([[], [{ outcome: 'failed', failure: 'challenge', status: 200 }]]);
});

it('a challenge is long, and made for one attempt', async () => {
  const challenges: string[] = [];
  const keep = (challenge: string): PostResult => (challenges.push(challenge), { status: 500 });
  await asking(keep);
  await asking(keep);
  expect(new Set(challenges).size).toBe(2);
  expect(challenges[0]).toMatch(/^[\w-]{32}$/);
});

it.each<[string, Partial<Endpoint>, EndpointUrl]>([
  ['is verified', { urlVerification: undefined }, 'url'],
  ['is not there', { failoverUrl: undefined }, 'failoverUrl'],
])('a URL that %s is not asked', async (_, parts, which) => {
  const { asked, marked, queued, noted } = await asking(echo, { ...parts, which });
  expect([asked, marked, queued, noted]).toEqual([[], [], [], []]);
});
