import { totalOf, type Bill } from './bill';
import { priceOf, priceTable, usdOf, type CostLine } from './prices';

export const dollars = (usd: number): string => `$${usd.toFixed(2)}`;

const quantityOf = ({ quantity }: CostLine): string =>
  quantity >= 100 ? Math.round(quantity).toLocaleString('en-US') : String(Number(quantity.toFixed(2)));

/** A month’s bill for people. */
export const costText = (bill: Bill): string => {
  const { asOf, region } = priceTable;
  return [
    ...bill.flatMap(({ part, lines, usd }) => [
      `${part}: ${dollars(usd)}`,
      ...lines.map((line) => `  ${dollars(usdOf(line)).padStart(8)}  ${line.what} (${quantityOf(line)})`),
    ]),
    `A month: ${dollars(totalOf(bill))}, by list prices of ${region} as of ${asOf}, without free tiers.`,
  ].join('\n');
};

/** What one of it costs; of what costs next to nothing, what a million costs. */
const priceText = ({ usd, per }: { usd: number; per: string }): string =>
  usd < 0.001 ? `$${Number((usd * 1e6).toPrecision(6))} a million: ${per}` : `$${usd}: ${per}`;

/** The same as rows of a table. */
export const costRows = (bill: Bill): string[][] =>
  bill.flatMap(({ lines }) =>
    lines.map((line) => [line.what, quantityOf(line), priceText(priceOf(line.price)), dollars(usdOf(line))]),
  );
