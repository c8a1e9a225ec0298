import type { Figure, Figures } from './figures';

/** One row of the targets: what is measured, and what it may come to. */
export interface Target {
  /** Of the figure that is held against it. */
  figure: string;
  name: string;
  /** The most it may be, or the least. */
  limit: { most: number } | { least: number };
  /** What is measured in units of its own and shown as a share of its limit, as figures of two machines do not compare. */
  unit?: string;
  /** Behind the comma. */
  digits?: number;
}

const most = (limit: number) => ({ limit: { most: limit } });

export const targets: readonly Target[] = [
  { figure: 'read-cpu', name: 'warm, untracked read ÷ bare handler: CPU', ...most(1.7) },
  { figure: 'read-instructions', name: 'warm, untracked read ÷ bare handler: instructions', ...most(1.9) },
  {
    figure: 'tracked-read-cpu',
    name: 'warm, tracked read that shows nothing new ÷ untracked read: CPU',
    ...most(1.25),
  },
  {
    figure: 'tracked-read-writes',
    name: 'writes to the table of a tracked read that shows nothing new',
    ...most(0),
    digits: 0,
  },
  { figure: 'write-cpu', name: 'warm, tracked write ÷ middy + Powertools + SDK: CPU', ...most(0.5) },
  { figure: 'write-requests', name: 'DynamoDB requests of a tracked write', ...most(3), digits: 0 },
  { figure: 'write-transactions', name: 'of them transactions', ...most(0), digits: 0 },
  { figure: 'cold-read', name: 'cold read at 512 MB ÷ middy + Powertools + SDK', ...most(0.45) },
  { figure: 'cold-write', name: 'cold write at 512 MB ÷ middy + Powertools + SDK', ...most(0.75) },
  {
    figure: 'cold-stated-read',
    name: 'cold read as a tenant states it, at 512 MB ÷ middy + Powertools + SDK',
    ...most(0.45),
  },
  {
    figure: 'cold-stated-write',
    name: 'cold write as a tenant states it, at 512 MB ÷ middy + Powertools + SDK',
    ...most(0.75),
  },
  { figure: 'bundle-read', name: 'bundle of an untracked read', ...most(205), unit: 'KB', digits: 0 },
  { figure: 'bundle-tracked-read', name: 'bundle of a tracked read', ...most(290), unit: 'KB', digits: 0 },
  { figure: 'bundle-write', name: 'bundle of a write', ...most(300), unit: 'KB', digits: 0 },
  {
    figure: 'bundle-stated-read',
    name: 'bundle of an untracked read as a tenant states it',
    ...most(205),
    unit: 'KB',
    digits: 0,
  },
  {
    figure: 'bundle-stated-tracked-read',
    name: 'bundle of a tracked read as a tenant states it',
    ...most(290),
    unit: 'KB',
    digits: 0,
  },
  {
    figure: 'bundle-stated-write',
    name: 'bundle of a write as a tenant states it',
    ...most(300),
    unit: 'KB',
    digits: 0,
  },
  { figure: 'bundle-authorizer', name: 'bundle of the authorizer', ...most(170), unit: 'KB', digits: 0 },
  { figure: 'authorizer-cpu', name: 'authorizer, warm: CPU', ...most(1), unit: 'ms' },
  { figure: 'cold-authorizer', name: 'authorizer, cold at 512 MB ÷ with the SDK’s client', ...most(0.7) },
  { figure: 'growth', name: 'cost of a call where there is much ÷ where there is little', ...most(1) },
  { figure: 'polls', name: 'port-in polled for 3 days: polls', ...most(60), digits: 0 },
  { figure: 'transitions', name: 'port-in polled for 3 days: state transitions', ...most(250), digits: 0 },
  { figure: 'local-reads', name: 'local gateway: proxied reads', limit: { least: 1_500 }, unit: '/s', digits: 0 },
  { figure: 'local-p99', name: 'local gateway: p99 ÷ p50 under load', ...most(10), digits: 1 },
  { figure: 'local-memory', name: 'local gateway: memory after 20,000 calls ÷ after a third of them', ...most(1.25) },
  { figure: 'synth-seconds', name: 'synth, warm', ...most(15), unit: 's', digits: 1 },
  { figure: 'synth-memory', name: 'synth: memory', ...most(600), unit: 'MB', digits: 0 },
  { figure: 'gate-minutes', name: 'the gate on 2 cores', ...most(15), unit: 'min', digits: 1 },
];

export interface Row {
  name: string;
  /** Null where it was not measured. */
  value: number | null;
  target: string;
  /** Null where it was not measured. */
  met: boolean | null;
  low?: number;
  high?: number;
  /** Whose figure it is, where it is the worst of several, or why there is none. */
  note?: string;
}

const isWithin = ({ limit, digits = 2 }: Target, value: number): boolean => {
  const shown = rounded(value, digits);
  return 'most' in limit ? shown <= limit.most : shown >= limit.least;
};

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

const targetText = ({ limit, unit }: Target): string =>
  `${'most' in limit ? `≤ ${limit.most}` : `≥ ${limit.least}`}${unit === undefined ? '' : ` ${unit}`}`;

const rowOf = (target: Target, figure: Figure | undefined): Row => {
  const { name, digits = 2 } = target;
  const told = { name, target: targetText(target) };
  if (!figure || figure.value === null)
    return { ...told, value: null, met: null, note: `not measured: ${figure?.notMeasured ?? 'left out of this run'}` };
  const { value, low, high, note } = figure;
  return {
    ...told,
    value: rounded(value, digits),
    met: isWithin(target, value),
    ...(low !== undefined && high !== undefined && { low: rounded(low, digits), high: rounded(high, digits) }),
    ...(note !== undefined && { note }),
  };
};

/** A row for each target, in their order. */
export const rowsOf = (figures: Figures): Row[] => targets.map((target) => rowOf(target, figures[target.figure]));

/** What is measured as a share of its limit: 1 is just at it, and less is better. */
export const shareOfLimit = ({ limit }: Target, value: number): number =>
  'most' in limit ? value / limit.most : limit.least / value;
