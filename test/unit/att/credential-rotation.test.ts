import type { WireRequest } from '#att/transport';
import { attClientOver, done, refused } from '../../support/att-client';
import { pairOf } from '../../support/fakes';
import { writeThing } from '../../support/operations';

const [old, next, third] = [pairOf('SP-A', 'old'), pairOf('SP-A', 'next'), pairOf('SP-A', 'third')];

/** AT&T that takes some pairs, and the client with a secret that can be changed. */
const rotationOf = (secret: Parameters<typeof attClientOver>[1], taken: string[]) => {
  const accepted = new Set(taken);
  const answer = ({ headers }: WireRequest) => (accepted.has(headers['client_id'] ?? '') ? done : refused);
  const { call, clock, idsUsed, secrets, secretsManager } = attClientOver([answer], secret);
  const outcomes: (string | undefined)[] = [];
  const calls = async (times: number): Promise<void> => {
    for (let made = 0; made < times; made += 1) {
      clock.advance(100);
      const result = await call(writeThing);
      outcomes.push(result.answer && result.verdict.outcome);
    }
  };
  return { accepted, calls, idsUsed, outcomes, secrets, secretsManager };
};

it('costs one refusal and no failed call when AT&T goes over to the pair to come', async () => {
  const { accepted, calls, idsUsed, outcomes, secretsManager } = rotationOf({ current: old, next }, [old.clientId]);
  await calls(50);
  accepted.clear();
  accepted.add(next.clientId);
  await calls(50);
  expect(new Set(outcomes)).toEqual(new Set(['succeeded']));
  expect(idsUsed()).toHaveLength(101);
  expect(idsUsed().filter((id) => id === old.clientId)).toHaveLength(51);
  expect(secretsManager.asked).toHaveLength(2);
});

it('costs one refusal when the secret was changed and AT&T with it', async () => {
  const { accepted, calls, outcomes, secrets, idsUsed } = rotationOf({ current: old }, [old.clientId]);
  await calls(20);
  secrets['p/SP-A/mobility'] = { current: next };
  accepted.clear();
  accepted.add(next.clientId);
  await calls(50);
  expect(new Set(outcomes)).toEqual(new Set(['succeeded']));
  expect(idsUsed()).toHaveLength(71);
});

it('costs one refusal for each of several rotations, and for going back', async () => {
  const { accepted, calls, outcomes, secrets, idsUsed } = rotationOf({ current: old, next }, [old.clientId]);
  await calls(10);
  for (const [taken, secret] of [
    [next, { current: old, next }],
    [third, { current: next, next: third }],
    [next, { current: next, next: third }],
  ] as const) {
    secrets['p/SP-A/mobility'] = secret;
    accepted.clear();
    accepted.add(taken.clientId);
    await calls(30);
  }
  expect(new Set(outcomes)).toEqual(new Set(['succeeded']));
  expect(idsUsed()).toHaveLength(100 + 3);
});

it('sends a write that was refused for its credentials no third time', async () => {
  const { calls, outcomes, idsUsed } = rotationOf({ current: old, next }, []);
  await calls(3);
  expect(outcomes).toEqual(['unauthorized', 'unauthorized', 'unauthorized']);
  expect(idsUsed()).toHaveLength(6);
});
