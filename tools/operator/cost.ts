import { Option } from 'commander';
import type { Tenant } from '../../lib/config/tenant';
import { totalOf, type Bill, type Usage } from '../cost/bill';
import { costText } from '../cost/cost-text';
import type { Answer } from './answer';
import { command, type CommandOf, wholeNumber } from './command-line';
import type { Deployment } from './deployment';

const count = (flags: string, about: string): Option => new Option(flags, about).argParser(wholeNumber(0)).default(0);

/** Makes a tenant’s templates and says what a month of them costs. */
export type MonthlyCost = (tenant: Tenant, usage: Usage) => Promise<Bill>;

/** What a tenant costs. Asks AWS nothing. */
export const costCommand = (monthlyCost: MonthlyCost): CommandOf<never> =>
  command({
    name: 'cost',
    about: 'What a month of the tenant costs, by what would be deployed of its file; asks AWS nothing',
    options: [
      count('--orders <count>', 'orders of the month'),
      count('--ports <count>', 'port-ins of the month'),
      count('--clients <count>', 'clients of the deployment’s own user pool'),
      new Option('--token-per-call', 'clients fetch a token for every call, instead of one an hour').default(false),
    ],
    changes: 'nothing',
    act: async ({ tenant }: Deployment, options: Options): Promise<Answer> => {
      const { orders, ports, clients, tokenPerCall } = options;
      const parts = await monthlyCost(tenant, { orders, ports, clients, isTokenCached: !tokenPerCall });
      return { text: costText(parts), data: { tenant: tenant.tenant, usd: totalOf(parts), parts } };
    },
  });

type Options = Omit<Usage, 'isTokenCached'> & { tokenPerCall: boolean };
