import { manyMisses, type PollView } from '#polling/answer-operator';
import { listWebhookEndpoints } from '#routes/webhooks/list-webhook-endpoints';
import type { EndpointView } from '#webhooks/endpoint';
import type { Bound, Some } from './bound';
import type { Deployment } from './deployment';
import { pausedBulkWrites, requestsThatAre } from './open-items';
import { callRoute } from './own-routes';
import { pollsThatAre } from './polls';
import { keptPushes } from './pushes';
import { deadLetterCounts } from './queues';
import type { Session } from './session';

/** Something that does not go on without a person. */
export interface StuckThing {
  what: string;
  /** Absent of what is not one Solution Provider’s. */
  provider?: string;
  id: string;
  since?: string | undefined;
  why: string;
  /** The command that cures it, or shows what has to be cured. */
  cure: string;
}

/** Of one Solution Provider, as many as the bound lets there be. */
type Source = (deployment: Deployment, provider: string, bound: Bound, nowMs: number) => Promise<Some<StuckThing>>;

const by = '--actor <you> --reason <why>';
const gateway = ({ tenant }: Deployment, words: string): string => `npx gateway ${words} --tenant ${tenant.tenant}`;

const whyOf = ({ standing, overdueSince, misses, polledAt = 'never' }: PollView): [string, string] | undefined => {
  const silence = misses >= manyMisses ? `; AT&T has not answered ${misses} times in a row` : '';
  if (standing === 'gave-up') return ['given-up', `it is so old that AT&T is not asked any more${silence}`];
  if (standing === 'stopped') return ['poller-stopped', `nobody asks AT&T, last ${polledAt}${silence}`];
  if (overdueSince !== undefined) return ['overdue', `it should have been done by then${silence}`];
  return misses >= manyMisses ? ['not-answered', `AT&T has not answered ${misses} times in a row`] : undefined;
};

/** What is in no trouble is not gone through, but where that has no place of its own. */
const inTrouble = ['stopped', 'troubled', 'given-up'] as const;

const polled: Source = async (deployment, provider, bound) => {
  const polls = await Promise.all(inTrouble.map((which) => pollsThatAre(deployment, provider, which, bound)));
  const found = polls
    .flatMap((some) => some.found)
    .flatMap((poll): StuckThing[] => {
      const [what, why] = whyOf(poll) ?? [];
      if (what === undefined || why === undefined) return [];
      const { kind, id, startedAt, overdueSince, polledAt, standing } = poll;
      const since =
        standing === 'gave-up' || standing === 'stopped' ? (polledAt ?? startedAt) : (overdueSince ?? startedAt);
      const cure = gateway(deployment, `follow ${id} --provider ${provider} ${by}`);
      return [{ what, provider, id: `${kind} ${id}`, since, why, cure }];
    });
  return { found, hasMore: polls.some(({ hasMore }) => hasMore) };
};

const requests: Source = async (deployment, provider, bound, nowMs) => {
  const wanted = ['needs-attention', 'unknown'] as const;
  const { found, hasMore } = await requestsThatAre(deployment, provider, wanted, bound, nowMs);
  const things = found.map(({ requestId, operation, outcome, startedAt, evidence }) => {
    const why = [operation, evidence.at(-1)].filter((part) => part !== undefined).join(': ');
    const words =
      outcome === 'unknown'
        ? `reconcile --request ${requestId}`
        : `resolve ${requestId} --provider ${provider} --outcome <succeeded|not-applied> ${by}`;
    return { what: outcome, provider, id: requestId, since: startedAt, why, cure: gateway(deployment, words) };
  });
  return { found: things, hasMore };
};

const bulkWrites: Source = async (deployment, provider, bound) => {
  const { found, hasMore } = await pausedBulkWrites(deployment, provider, bound);
  const things = found.map(({ id, updatedAt: since, pausedBecause, clientId }) =>
    pausedBecause === undefined
      ? {
          ...{ what: 'bulk-write-paused', provider, id, since },
          why: `somebody paused it; ${clientId} submitted it, and may resume or cancel it`,
          cure: gateway(deployment, `find ${id} --provider ${provider}`),
        }
      : {
          ...{ what: 'bulk-write-paused', provider, id, since },
          why: `${clientId} may not do this any more (${pausedBecause}): grant it, and have it resume`,
          cure: gateway(deployment, `client show --client ${clientId}`),
        },
  );
  return { found: things, hasMore };
};

const whyNotSent = ({ enabled, disabledReason, verification, failingSince }: EndpointView): string | undefined => {
  // Whoever switched it off knows.
  if (!enabled) return disabledReason === 'by-request' ? undefined : `it was switched off: ${disabledReason ?? ''}`;
  const unverified = Object.entries(verification).filter(([, state]) => state === 'failed');
  if (unverified.length > 0) return `${unverified.map(([name]) => name).join(', ')} did not answer the challenge`;
  return failingSince === undefined ? undefined : 'every attempt since then has failed';
};

const endpoints: Source = async (deployment, provider) => {
  const { endpoints: all } = await callRoute(deployment, listWebhookEndpoints, { provider });
  const found = all.flatMap((endpoint): StuckThing[] => {
    const why = whyNotSent(endpoint);
    if (why === undefined) return [];
    const { id, failingSince, updatedAt } = endpoint;
    const since = failingSince ?? updatedAt;
    const words = `redeliver --endpoint ${id} --provider ${provider} --since ${since} ${by}`;
    return [{ what: 'webhook-endpoint', provider, id, since, why, cure: gateway(deployment, words) }];
  });
  // A Solution Provider has few.
  return { found, hasMore: false };
};

const pushes: Source = async (deployment, provider, bound) => {
  if (!deployment.tenant.pushes) return { found: [], hasMore: false };
  const undecided = await keptPushes(deployment, provider, 'undecided', bound);
  // The others are looked at again by themselves, and one of them may be ahead of the answer to its write.
  const found = undecided.found
    .filter(({ state }) => state === 'not-understood')
    .map(({ pushId: id, receivedAt: since, state, whyNot }) => ({
      ...{ what: 'push', provider, id, since },
      why: [state, whyNot].filter((part) => part !== undefined).join(': '),
      cure: gateway(deployment, `pushes show --provider ${provider} --push ${id}`),
    }));
  return { found, hasMore: undecided.hasMore };
};

const sources = {
  'what is polled': polled,
  requests,
  'bulk writes': bulkWrites,
  'webhook endpoints': endpoints,
  pushes,
} satisfies Record<string, Source>;

/** What of a Solution Provider’s does not go on without a person; of which sort there may be more than was looked at. */
export const stuckOf = async (
  deployment: Deployment,
  provider: string,
  bound: Bound,
  { progress, now }: Pick<Session, 'progress' | 'now'>,
): Promise<{ found: StuckThing[]; more: string[] }> => {
  const found: StuckThing[] = [];
  const more: string[] = [];
  for (const [sort, find] of Object.entries<Source>(sources)) {
    progress(`${provider}: ${sort}…`);
    const some = await find(deployment, provider, bound, now());
    found.push(...some.found);
    if (some.hasMore) more.push(sort);
  }
  return { found, more };
};

/** That nobody has looked at the rest of a sort. */
export const notLookedAt = (deployment: Deployment, provider: string, sort: string): StuckThing => ({
  ...{ what: 'not-all-looked-at', provider, id: sort, why: 'there are more than were looked at' },
  cure: gateway(deployment, `stuck --provider ${provider} --all`),
});

/** What could not be handed on or worked on. */
export const deadLetters = async (deployment: Deployment): Promise<StuckThing[]> =>
  Object.entries(await deadLetterCounts(deployment)).flatMap(([name, count = 0]): StuckThing[] => {
    if (count === 0) return [];
    const cure = gateway(deployment, `redrive --from ${name} ${by}`);
    return [{ what: 'dead-letters', id: name, why: `${count} laid aside`, cure }];
  });
