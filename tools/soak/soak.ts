import { createActor, type Count } from './actor';
import { checkedBusiness, checkedIntent, checkedOrder, checkedPortIn, type Finding } from './check';
import type { Intent } from './intent';
import { serveMobility, type KnownPortIn } from './mobility-journey';
import { sellOrder, type SoldOrder } from './order-journey';
import { createRandom } from './random';
import { createTruth, type Truth } from './truth';
import { reconciled, startWorld, type World } from './world';

export interface SoakOptions {
  /** The same seed makes the same calls, keys, faults and kills; how they interleave is the machine’s. */
  seed: number;
  /** At least so many writes are sent, repeats included. */
  calls: number;
  /** Partners at work at a time. */
  partners?: number;
}

export interface SoakReport {
  counts: Record<string, number>;
  findings: Finding[];
}

/** What the partners did and came to know. */
interface Diary {
  intents: Intent[];
  orders: SoldOrder[];
  portIns: KnownPortIn[];
}

/** Partners make thousands of calls while everything goes wrong; then all they see is compared with what AT&T did. */
export const soak = async ({ seed, calls, partners = 8 }: SoakOptions): Promise<SoakReport> => {
  const counts: Record<string, number> = {};
  const count: Count = (what, times = 1) => void (counts[what] = (counts[what] ?? 0) + times);
  const world = await startWorld(3);
  try {
    const truth = createTruth(world);
    const diary: Diary = { intents: [], orders: [], portIns: [] };
    let started = 0;
    const partner = async (): Promise<void> => {
      while ((counts['writes sent'] ?? 0) < calls) await journey({ world, truth, diary, count }, seed, (started += 1));
    };
    await Promise.all(Array.from({ length: partners }, partner));
    count('journeys', started);
    return { counts, findings: await compared(world, truth, diary, count) };
  } finally {
    await world.close();
  }
};

interface Stage {
  world: World;
  truth: Truth;
  diary: Diary;
  count: Count;
}

const journey = async ({ world, truth, diary, count }: Stage, seed: number, number: number): Promise<void> => {
  const random = createRandom(seed * 100_003 + number);
  const solutionProvider = await world.newSolutionProvider();
  const actor = createActor({ world, solutionProvider, random, intents: diary.intents, count, truth });
  if (random.chance(0.5)) {
    const sold = await sellOrder(world, actor, number);
    if (sold) diary.orders.push(sold);
  } else diary.portIns.push(...(await serveMobility(actor, number)));
};

const compared = async (
  world: World,
  truth: Truth,
  { intents, orders, portIns }: Diary,
  count: Count,
): Promise<Finding[]> => {
  // What its partner was answered and the table did not take is still open; in a deployment the reconciler comes by.
  await reconciled(world, [...new Set(intents.map(({ call }) => call.solutionProvider))]);
  const findings: Finding[] = [];
  const done = await truth.allDone();
  for (const intent of intents) findings.push(...(await checkedIntent(world, intent, done.get(intent.key) ?? 0)));
  const keys = new Set(intents.map(({ key }) => key));
  for (const key of done.keys()) if (!keys.has(key)) findings.push(`done for nobody: ${key}`);
  const remembered = await truth.remembered();
  for (const order of orders) findings.push(...(await checkedOrder(world, order, remembered)));
  for (const portIn of portIns) findings.push(...(await checkedPortIn(world, portIn)));
  findings.push(...(await checkedBusiness(world)));
  count('writes meant', intents.length);
  count('writes AT&T carried out', done.size);
  count('requests AT&T received', truth.requests());
  count('orders compared', orders.length);
  count('port-ins compared', portIns.length);
  count('duplicates', findings.filter((finding) => /^done (more than once|\d+ times)/.test(finding)).length);
  count('lost', findings.filter((finding) => /^(said|left|no tracked|done for nobody)/.test(finding)).length);
  count('findings', findings.length);
  return findings;
};

/** The counts as lines, each with its number first. */
export const printed = ({ counts, findings }: SoakReport): string =>
  [
    ...Object.entries(counts)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([what, times]) => `${String(times).padStart(7)}  ${what}`),
    ...findings,
  ].join('\n');
