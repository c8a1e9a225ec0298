import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Option } from 'commander';
import { parseTenant, type Tenant } from '../../lib/config/tenant';
import type { Answer } from './answer';
import { command, type CommandOf, type WhichTenant } from './command-line';
import { requireProviders, type Deployment } from './deployment';
import { withoutProvider, withProvider } from './edit-tenant-file';
import { Refusal } from './failures';
import { dryRun } from './dry-run';
import { provider } from './sp-restrict';
import { credentialsOf } from './tenant-init';
import { evenSo, underWay, underWayInWords } from './under-way';

interface AddOptions extends WhichTenant {
  provider: string;
  family: string[];
  dryRun: boolean;
}
interface RemoveOptions extends WhichTenant {
  provider: string;
  evenSo: boolean;
  dryRun: boolean;
}

const family = new Option(
  '-f, --family <family...>',
  'ordering-apex, ordering-alliance, mobility',
).makeOptionMandatory();

/** Commands that say in a tenant’s file which Solution Providers it has. */
export const fileCommands: readonly CommandOf<never>[] = [
  command({
    name: 'add',
    about: 'State one more in the tenant’s file',
    options: [provider, family, dryRun],
    changes: 'nothing',
    act: add,
  }),
  command({
    name: 'remove',
    about: 'Take one out of the tenant’s file; refused while something is under way for it',
    options: [provider, evenSo, dryRun],
    changes: 'nothing',
    act: remove,
  }),
];

async function add(
  { tenant }: Deployment,
  { provider: id, family: families, dryRun: isDry, ...where }: AddOptions,
): Promise<Answer> {
  if (tenant.solutionProviders.some((one) => one.id === id)) throw new Refusal(`${tenant.tenant} has ${id} already.`);
  // What is wrong with it is said before the file is touched.
  parseTenant({ ...minimal(tenant), solutionProviders: [{ id, families }] }, where.tenant);
  const file = edited(where, isDry, (text, name) => withProvider(text, name, { id, families }));
  const next = [
    'Next:',
    `  npx gateway tenant check --tenant ${where.tenant}`,
    `  npx cdk deploy --all -c tenant=${where.tenant}`,
    ...credentialsOf(where.tenant, id, families),
    `  npx gateway sp verify --tenant ${where.tenant} --provider ${id}`,
  ];
  const said = isDry ? `${file} would state ${id}.` : `${file} states ${id}. Nothing is deployed yet.`;
  return Promise.resolve({
    text: [said, ...next].join('\n'),
    data: { file, solutionProvider: id, families, isDryRun: isDry },
  });
}

const minimal = ({ tenant, environment, region }: Tenant) => ({ tenant, environment, region });

/** @returns the file. @throws Refusal where it cannot be edited */
const edited = (
  { tenant, tenants }: WhichTenant,
  isDry: boolean,
  edit: (text: string, name: string) => string,
): string => {
  const file = ['ts', 'json'].map((end) => join(tenants, `${tenant}.${end}`)).find((one) => existsSync(one));
  if (file === undefined) throw new Refusal(`There is no file of ${tenant} in ${tenants}.`);
  const changed = edit(readFileSync(file, 'utf8'), basename(file));
  if (!isDry) writeFileSync(file, changed);
  return file;
};

async function remove(deployment: Deployment, options: RemoveOptions): Promise<Answer> {
  const { provider: id, evenSo: isForced, dryRun: isDry, ...where } = options;
  requireProviders(deployment, [id]);
  if (deployment.tenant.solutionProviders.length === 1)
    throw new Refusal(`${id} is the only one ${where.tenant} has: docs/operating.md says how a tenant is taken down.`);
  const open = await underWay(deployment, id);
  const words = underWayInWords(open);
  if (words.length > 0 && !isForced)
    throw new Refusal(
      `${id} has work under way that nobody would follow any more (${words.join(', ')}). Wait for its end, or say --even-so. Nothing was changed.`,
    );
  const file = edited(where, isDry, (text, name) => withoutProvider(text, name, id));
  const said = isDry ? `${file} would state ${id} no more.` : `${file} states ${id} no more. Nothing is deployed yet.`;
  return {
    text: [said, ...words, ...retained(where.tenant, id)].join('\n'),
    data: { file, solutionProvider: id, open, isDryRun: isDry },
  };
}

const retained = (tenant: string, id: string): string[] => [
  'Retained: its records, orders, port-ins and events in the table, its credentials, and it in the grants of clients.',
  'Next:',
  `  npx gateway client list --tenant ${tenant}   # and grant those that name ${id} anew, without it`,
  `  npx cdk deploy --all -c tenant=${tenant}`,
];
