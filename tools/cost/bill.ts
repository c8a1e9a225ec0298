import { usdOf, type CostLine } from './prices';

/** Parts of a month’s bill, each with its lines. */
export type Bill = readonly { part: string; lines: readonly CostLine[]; usd: number }[];

/** What is to be billed. */
export interface Usage {
  orders: number;
  ports: number;
  /** App clients of the deployment’s own user pool; none where the tenant has a token issuer of its own. */
  clients: number;
  /** Whether a token is used again until it ends. */
  isTokenCached: boolean;
}

export const idle: Usage = { orders: 0, ports: 0, clients: 0, isTokenCached: true };

/** Parts that have lines, summed up. */
export const billOf = (parts: Readonly<Record<string, readonly CostLine[]>>): Bill =>
  Object.entries(parts)
    .filter(([, lines]) => lines.length > 0)
    .map(([part, lines]) => ({ part, lines, usd: lines.reduce((sum, line) => sum + usdOf(line), 0) }));

export const totalOf = (bill: Bill): number => bill.reduce((sum, { usd }) => sum + usd, 0);
