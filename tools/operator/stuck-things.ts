import type { PollView } from '#polling/answer-operator';
import { listBulkWrites } from '#routes/bulk/list-bulk-writes';
import { listRequests } from '#routes/requests/list-requests';
import { listWebhookEndpoints } from '#routes/webhooks/list-webhook-endpoints';
import type { EndpointView } from '#webhooks/endpoint';
import type { Deployment } from './deployment';
import { callRoute, listAll } from './own-routes';
import { allPolls } from './polls';
import { keptPushes } from './pushes';
import { deadLetterCounts } from './queues';

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

/** Of one Solution Provider. */
type Source = (deployment: Deployment, provider: string) => Promise<StuckThing[]>;

const by = '--actor <you> --reason <why>';
const gateway = ({ tenant }: Deployment, words: string): string => `npx gateway ${words} --tenant ${tenant.tenant}`;

/** Misses in a row after which nobody can say that AT&T is merely slow. */
const manyMisses = 3;

const whyOf = ({ standing, overdueSince, misses, polledAt = 'never' }: PollView): [string, string] | undefined => {
  const silence = misses >= manyMisses ? `; AT&T has not answered ${misses} times in a row` : '';
  if (standing === 'gave-up') return ['given-up', `it is so old that AT&T is not asked any more${silence}`];
  if (standing === 'stopped') return ['poller-stopped', `nobody asks AT&T, last ${polledAt}${silence}`];
  if (overdueSince !== undefined) return ['overdue', `it should have been done by then${silence}`];
  return misses >= manyMisses ? ['not-answered', `AT&T has not answered ${misses} times in a row`] : undefined;
};

const polled: Source = async (deployment, provider) => {
  const polls = await allPolls(deployment, provider);
  return polls.flatMap((poll): StuckThing[] => {
    const [what, why] = whyOf(poll) ?? [];
    if (what === undefined || why === undefined) return [];
    const { kind, id, startedAt, overdueSince, polledAt, standing } = poll;
    const since =
      standing === 'gave-up' || standing === 'stopped' ? (polledAt ?? startedAt) : (overdueSince ?? startedAt);
    const cure = gateway(deployment, `follow ${id} --provider ${provider} ${by}`);
    return [{ what, provider, id: `${kind} ${id}`, since, why, cure }];
  });
};

const requests: Source = async (deployment, provider) => {
  const ofOutcome = (outcome: 'unknown' | 'needs-attention') =>
    listAll(deployment, listRequests, { provider, query: { outcome } }, (page) => page.requests);
  const open = [...(await ofOutcome('needs-attention')), ...(await ofOutcome('unknown'))];
  return open.map(({ requestId, operation, outcome, startedAt, evidence }) => {
    const why = [operation, evidence.at(-1)].filter((part) => part !== undefined).join(': ');
    const words =
      outcome === 'unknown'
        ? `reconcile --request ${requestId}`
        : `resolve ${requestId} --provider ${provider} --outcome <succeeded|not-applied> ${by}`;
    return { what: outcome, provider, id: requestId, since: startedAt, why, cure: gateway(deployment, words) };
  });
};

const bulkWrites: Source = async (deployment, provider) => {
  const call = { provider, query: { state: 'paused' } };
  const paused = await listAll(deployment, listBulkWrites, call, (page) => page.bulkWrites);
  return paused.map(({ id, updatedAt: since, pausedBecause, submittedBy }) =>
    pausedBecause === undefined
      ? {
          ...{ what: 'bulk-write-paused', provider, id, since },
          why: `somebody paused it; ${submittedBy} submitted it, and may resume or cancel it`,
          cure: gateway(deployment, `find ${id} --provider ${provider}`),
        }
      : {
          ...{ what: 'bulk-write-paused', provider, id, since },
          why: `${submittedBy} may not do this any more (${pausedBecause}): grant it, and have it resume`,
          cure: gateway(deployment, `client show --client ${submittedBy}`),
        },
  );
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
  return all.flatMap((endpoint): StuckThing[] => {
    const why = whyNotSent(endpoint);
    if (why === undefined) return [];
    const { id, failingSince, updatedAt } = endpoint;
    const since = failingSince ?? updatedAt;
    const words = `redeliver --endpoint ${id} --provider ${provider} --since ${since} ${by}`;
    return [{ what: 'webhook-endpoint', provider, id, since, why, cure: gateway(deployment, words) }];
  });
};

const pushes: Source = async (deployment, provider) => {
  if (!deployment.tenant.pushes) return [];
  const undecided = await keptPushes(deployment, provider, 'undecided');
  // The others are looked at again by themselves, and one of them may be ahead of the answer to its write.
  return undecided
    .filter(({ state }) => state === 'not-understood')
    .map(({ pushId: id, receivedAt: since, state, whyNot }) => ({
      ...{ what: 'push', provider, id, since },
      why: [state, whyNot].filter((part) => part !== undefined).join(': '),
      cure: gateway(deployment, `pushes show --provider ${provider} --push ${id}`),
    }));
};

export const sources = { polled, requests, bulkWrites, endpoints, pushes } satisfies Record<string, Source>;

/** What could not be handed on or worked on. */
export const deadLetters = async (deployment: Deployment): Promise<StuckThing[]> =>
  Object.entries(await deadLetterCounts(deployment)).flatMap(([name, count = 0]): StuckThing[] => {
    if (count === 0) return [];
    const cure = gateway(deployment, `redrive --from ${name} ${by}`);
    return [{ what: 'dead-letters', id: name, why: `${count} laid aside`, cure }];
  });
