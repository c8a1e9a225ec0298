import * as z from 'zod';
import { defineKind } from '../../world/kind';
import type { SimWorld } from '../../world/sim-world';
import { seededLines } from './line-seeds';
import { durationUntil } from './times';

const productSchema = z.object({
  code: z.string(),
  effectiveDate: z.string().optional(),
  expirationDate: z.string().optional(),
});
export type Product = z.infer<typeof productSchema>;

const lineSchema = z.object({
  /** `active`, `suspended`, `cancelled`; a test may set any word. */
  status: z.string().default('active'),
  /** Since when; unknown for most lines that were there from the start. */
  statusDate: z.string().optional(),
  /** Since when it is in service; unknown for those that were there from the start. */
  activatedAt: z.string().optional(),
  billingAccountNumber: z.string(),
  foundationAccountNumber: z.string().optional(),
  name: z.looseObject({}).default({ firstName: 'Pat', lastName: 'Example' }),
  contact: z.looseObject({}).optional(),
  primaryPlaceOfUse: z.looseObject({}).default({}),
  ratePlan: productSchema.default({ code: 'UNLIMITED-A' }),
  features: z.array(productSchema).default([]),
  device: z.object({ imei: z.string().optional(), sim: z.string().nullish(), eid: z.string().nullish() }).default({}),
  apn: z.string().optional(),
  staticIp: z.string().optional(),
  /** End of the contract term: to leave before costs a fee. */
  contractEndDate: z.string().optional(),
  voicemailResets: z.number().default(0),
  profileResends: z.number().default(0),
  /** Changes whose date has not come. */
  due: z.array(z.object({ at: z.string(), set: z.looseObject({}) })).default([]),
});
export type Line = z.infer<typeof lineSchema>;

/** Lines by their number. */
export const lines = defineKind<Line>({
  name: 'mobility-line',
  schema: lineSchema,
  initially: () =>
    Object.fromEntries(Object.entries(seededLines).map(([number, line]) => [number, lineSchema.parse(line)])),
  lookups: {
    sim: ({ device }) => device.sim,
    imei: ({ device }) => device.imei,
    staticIp: ({ staticIp }) => staticIp,
    status: ({ status }) => status.toLowerCase(),
    billingAccountNumber: ({ billingAccountNumber }) => billingAccountNumber,
    foundationAccountNumber: ({ foundationAccountNumber }) => foundationAccountNumber,
  },
  transitions: {
    'take-effect': (line, world) => {
      const isDue = ({ at }: { at: string }): boolean => new Date(at) <= world.now();
      const changes = line.due.filter(isDue);
      if (changes.length === 0) return undefined;
      const changed = changes.reduce<object>((so, { set }) => ({ ...so, ...set }), line);
      return lineSchema.parse({ ...changed, due: line.due.filter((change) => !isDue(change)) });
    },
  },
});

export const putLine = (world: SimWorld, number: string, line: z.input<typeof lineSchema>): void => {
  world.of(lines).put(number, lineSchema.parse(line));
};

/** Changes a line, now or when its date has come. */
export const changeLine = (world: SimWorld, number: string, set: Partial<Line>, at = world.now()): void => {
  const line = world.of(lines).get(number);
  if (!line) return;
  if (at <= world.now()) {
    putLine(world, number, { ...line, ...set });
    return;
  }
  putLine(world, number, { ...line, due: [...line.due, { at: at.toISOString(), set }] });
  world.after(durationUntil(at, world.now()), lines, number, 'take-effect');
};

/** The line goes on under another number, with the changes whose date has not come. */
export const renumberLine = (world: SimWorld, number: string, newNumber: string): void => {
  const line = world.of(lines).get(number);
  if (!line) return;
  world.of(lines).delete(number);
  world.of(lines).put(newNumber, line);
  for (const { at } of line.due) world.after(durationUntil(at, world.now()), lines, newNumber, 'take-effect');
};

/** A live line with this SIM, other than the one named. */
export const isSimInUse = (world: SimWorld, sim: string, exceptNumber?: string): boolean =>
  world
    .of(lines)
    .having('sim', sim)
    .some(([number, { status }]) => number !== exceptNumber && status !== 'cancelled');
