import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, GatewayCall } from './command';
import { meaningOf, type Intent, type Meaning } from './intent';
import type { Random } from './random';
import { troubleFrom, type Kill, type Trouble } from './troubles';
import type { Truth } from './truth';
import { createTurnstile, type Turnstile } from './turnstile';
import { called, reconciled, recordIdOf, requestViewOf, type World } from './world';

/** What is counted over the whole run. */
export type Count = (what: string, times?: number) => void;

export interface Actor {
  solutionProvider: string;
  random: Random;
  /** Makes a write as a careful partner does: repeats it under its key until it knows. Undefined when it cannot be done. */
  write(route: string, parts: Pick<GatewayCall, 'path' | 'body'>): Promise<Written | undefined>;
  /** Calls without side effects, and what the partner states. */
  ask(route: string, parts?: Pick<GatewayCall, 'path' | 'query' | 'body'>): Promise<Answer | undefined>;
}

/** `body` is AT&T’s answer, or undefined when nobody has seen it. */
export interface Written {
  key: string;
  body: unknown;
}

export interface ActorOptions {
  world: World;
  solutionProvider: string;
  random: Random;
  intents: Intent[];
  count: Count;
  truth: Pick<Truth, 'timesDone'>;
}

/** The calls of one Solution Provider, in which time stands still while the reconciler runs hours later. */
interface Stage extends ActorOptions {
  turnstile: Turnstile;
}

/** Enough to be asked, little enough not to wait long for what never comes. */
const remainingMs = 4_000;
const mostSendings = 12;

export const createActor = (options: ActorOptions): Actor => {
  const { world, solutionProvider, random, intents, count } = options;
  const stage: Stage = { ...options, turnstile: createTurnstile() };
  let keys = 0;
  const intentFor = (route: string, parts: Pick<GatewayCall, 'path' | 'body'>): Intent => {
    const key = `${solutionProvider}k${(keys += 1)}`;
    const headers = { 'idempotency-key': key, 'x-transaction-id': key };
    const intent: Intent = {
      key,
      answers: [],
      call: { kind: 'call', route, solutionProvider, remainingMs, headers, ...parts },
    };
    intents.push(intent);
    return intent;
  };
  return {
    solutionProvider,
    random,
    ask: (route, parts = {}) => {
      count('reads and attestations');
      return called(world.processes.lasting(), { kind: 'call', route, solutionProvider, ...parts });
    },
    write: async (route, parts) => {
      const intent = intentFor(route, parts);
      // Somebody else at the partner’s wants the same, under a key of their own.
      const rivals = random.chance(0.1) ? [intentFor(route, parts)] : [];
      const endings = await Promise.all([intent, ...rivals].map((one) => seenThrough(stage, one)));
      const winner = [intent, ...rivals].find((_, index) => endings[index] === 'done');
      return winner && { key: winner.key, body: bodyOf(winner) };
    },
  };
};

const bodyOf = ({ answers, stated }: Intent): unknown => {
  const done = answers.findLast((answer) => meaningOf(answer) === 'done');
  // What was found out by reading, or stated, is answered with the record.
  const value: unknown = done && stated === undefined ? JSON.parse(done.body) : undefined;
  const isRecord = typeof value === 'object' && value !== null && 'whatHappensNext' in value;
  return isRecord ? undefined : value;
};

/** Sends it until it has an end that no repeat changes. */
const seenThrough = async (stage: Stage, intent: Intent): Promise<Meaning> => {
  const { random, count, turnstile } = stage;
  let meaning: Meaning = 'try-again';
  for (let sendings = 0; sendings < mostSendings; sendings += 1) {
    const trouble = sendings < 3 ? troubleFrom(random) : ({ kind: 'none' } as const);
    const burst = random.chance(0.08) ? 3 : 1;
    count(`trouble: ${trouble.kind}`);
    const answers = await Promise.all(
      Array.from({ length: burst }, (_, index) =>
        turnstile.together(() => sent(stage, intent, index === 0 ? trouble : { kind: 'none' })),
      ),
    );
    intent.answers.push(...answers);
    const meanings = answers.map(meaningOf);
    const ending = (['done', 'rejected', 'refused', 'unknown', 'in-progress'] as const).find((one) =>
      meanings.includes(one),
    );
    meaning = ending ?? 'try-again';
    if (meaning === 'done' || meaning === 'rejected' || meaning === 'refused') break;
    if (meaning === 'in-progress') await sleep(50);
    if (meaning === 'unknown' || (meaning === 'in-progress' && sendings > 2))
      meaning = await turnstile.alone(() => foundOut(stage, intent));
    if (meaning === 'done' || meaning === 'rejected') break;
  }
  count(`ended: ${meaning}`);
  return meaning;
};

const sent = async ({ world, count }: Stage, { call }: Intent, trouble: Trouble): Promise<Answer | undefined> => {
  count('writes sent');
  const { route: operation, solutionProvider } = call;
  if (trouble.kind === 'none') return called(world.processes.lasting(), call);
  if (trouble.kind === 'fault') {
    await world.sim('POST faults', { operation, solutionProvider, fault: trouble.fault });
    return called(world.processes.lasting(), call);
  }
  const words = [solutionProvider, recordIdOf(call)];
  if (trouble.kind === 'table') {
    const { at, isLasting, mishap } = trouble;
    const watch = world.table.watch(words, (index) => (index === at || (isLasting && index > at) ? mishap : undefined));
    return called(world.processes.lasting(), call).finally(() => watch.end());
  }
  return killed(world, call, trouble, count);
};

/** Makes the call in a process that is killed, if it gets that far. */
const killed = async (
  world: World,
  call: GatewayCall,
  { at, when }: Kill,
  count: Count,
): Promise<Answer | undefined> => {
  const { route: operation, solutionProvider } = call;
  const doomed = await world.processes.fresh();
  const kill = (): void => {
    count('kills');
    doomed.kill();
  };
  if (at !== 'att') {
    const words = [solutionProvider, recordIdOf(call)];
    const watch = world.table.watch(words, (index) => (index === at ? { when, what: kill } : undefined));
    const answer = await called(doomed, call).finally(() => watch.end());
    doomed.kill();
    return answer;
  }
  await world.sim('POST faults', { operation, solutionProvider, fault: { delayMs: 60 } });
  const watch = world.table.watch([recordIdOf(call)]);
  const answered = called(doomed, call);
  while (watch.seen.length === 0) await sleep(2);
  await sleep(30);
  kill();
  watch.end();
  return answered;
};

/** The reconciler’s run, hours later; and where it cannot tell, a person who can. */
const foundOut = async ({ world, count, truth }: Stage, intent: Intent): Promise<Meaning> => {
  const { call, key } = intent;
  const { solutionProvider } = call;
  await reconciled(world, [solutionProvider]);
  const requestId = recordIdOf(call);
  const view = await requestViewOf(world, solutionProvider, requestId);
  count(`found out: ${view?.outcome ?? 'no record'}`);
  if (view?.outcome === 'needs-attention') {
    const outcome = (await truth.timesDone(key)) > 0 ? 'succeeded' : 'not-applied';
    const body = { outcome, evidence: 'looked up at AT&T' };
    const path = { requestId };
    await called(world.processes.lasting(), { kind: 'call', route: 'resolve-request', solutionProvider, path, body });
    intent.stated = outcome;
    return outcome === 'succeeded' ? 'done' : 'try-again';
  }
  return 'try-again';
};
