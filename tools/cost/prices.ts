import * as z from 'zod';
import prices from './prices.json';
import assumptions from './assumptions.json';
import units from './table-units.json';

const priceSchema = z.strictObject({ usd: z.number().positive(), per: z.string().min(1), source: z.url() });

export const priceTable = z
  .strictObject({
    region: z.string(),
    currency: z.literal('USD'),
    asOf: z.string().regex(/^\d{4}-\d\d$/),
    note: z.string(),
    prices: z.record(z.string(), priceSchema),
  })
  .parse(prices);

export type PriceName = keyof typeof prices.prices;
export type Assumption = keyof typeof assumptions;

export const priceOf = (name: PriceName): z.output<typeof priceSchema> => prices.prices[name];

/** What is not counted but taken to be so, each with what it is. */
export const assumed = (name: Assumption): number => assumptions[name].value;
export const assumptionTable = assumptions;

/** Read and write units of the table for one of each kind, as `test/unit/cost` measures them. */
export const unitsOf = units;

/** Something that is paid for, in a month. */
export interface CostLine {
  what: string;
  price: PriceName;
  quantity: number;
}

export const usdOf = ({ price, quantity }: CostLine): number => priceOf(price).usd * quantity;
