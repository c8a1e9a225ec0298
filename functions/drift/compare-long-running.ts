import { isDeepStrictEqual } from 'node:util';
import { isFinal } from '#domain/mobility/long-running-kind';
import type { Observation } from '#domain/mobility/observation';
import type { Found, Looked } from '#drift/difference';
import type { LongRunningKinds } from '#tracking/long-running/kinds';
import type { LongRunningRequest } from '#tracking/long-running/long-running-request';

/** What AT&T’s newest answer says of an item that the item does not. */
export const compareLongRunning = (
  kinds: Pick<LongRunningKinds, 'effectOf' | 'rulesOf'>,
  looked: Looked,
  item: LongRunningRequest,
  observation: Observation,
): Found | undefined => {
  const said = { ...looked, here: item.state, att: observation.state ?? observation.status ?? 'no word' };
  switch (kinds.effectOf(item, observation)) {
    case 'late':
      return undefined;
    case 'moved':
      return { ...said, what: 'state-differs' };
    case 'unmapped':
      // The item has the word beside its state: more is not known of it.
      return item.raw.status === observation.status ? undefined : { ...said, what: 'state-differs' };
    case 'anomaly': {
      const what = isFinal(kinds.rulesOf(item.kind), item.state) ? 'reopened' : 'state-differs';
      return { ...said, what, ...(item.anomaly?.state === observation.state && { isTakenIn: true }) };
    }
    case 'same': {
      const members = differingMembers(item.details, observation.details);
      return members.length > 0 ? { ...said, what: 'members-differ', members } : undefined;
    }
  }
};

/** Names of what AT&T says otherwise. What it does not say is not gone: answers need not have all of it. */
const differingMembers = (ours: Observation['details'], theirs: Observation['details']): string[] =>
  Object.entries(theirs)
    .filter(([name, value]) => !isDeepStrictEqual(ours[name], value))
    .map(([name]) => name)
    .toSorted();
