import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import { parseTenant } from '../../lib/config/tenant';
import type { Answer } from './answer';
import { beginning, type BeginningOf, type WhichTenant } from './command-line';
import { Refusal } from './failures';
import type { PairInput } from './read-pair';

interface StatedProvider {
  id: string;
  families: string[];
}

interface InitOptions {
  environment?: string;
  region?: string;
  provider?: StatedProvider[];
  email?: string[];
  contact?: string;
  dryRun: boolean;
}

/** `10067=ordering-alliance,mobility`; whether there are such families is the file’s check to say. */
export const statedProvider = (given: string, before: StatedProvider[] = []): StatedProvider[] => {
  const [id = '', families = '', ...more] = given.split('=');
  if (id === '' || families === '' || more.length > 0)
    throw new InvalidArgumentError('It is written <id>=<family>,<family>, e.g. 10067=ordering-alliance,mobility.');
  return [...before, { id, families: families.split(',') }];
};

const options = [
  new Option('-e, --environment <environment>', 'of AT&T’s: uat or production'),
  new Option('-r, --region <region>', 'of AWS, e.g. us-east-1'),
  new Option('-p, --provider <id=families>', 'a Solution Provider and its API families; may be repeated').argParser(
    statedProvider,
  ),
  new Option('--email <address...>', 'where alarms go'),
  new Option('--contact <whom>', 'whom partners ask'),
  new Option('--dry-run', 'say what would be written, and write nothing').default(false),
];

/** Makes a tenant’s file, which is to be looked at before it is deployed. */
export const initCommand = (input: PairInput): BeginningOf<never> =>
  beginning({
    name: 'init',
    about: 'Write the file of a new tenant; asks for what is not stated',
    options,
    begin: (given: InitOptions & WhichTenant) => init(input, given),
  });

const init = async (input: PairInput, given: InitOptions & WhichTenant): Promise<Answer> => {
  const { tenant, tenants, dryRun } = given;
  const there = ['ts', 'json'].map((end) => join(tenants, `${tenant}.${end}`)).find((file) => existsSync(file));
  if (there !== undefined) throw new Refusal(`${there} is there already. Nothing was written.`);
  const file = join(tenants, `${tenant}.json`);
  const value = await statedBy(input, given);
  parseTenant(value, `${tenant}.json`);
  const text = `${JSON.stringify(value, null, 2)}\n`;
  const data = { file, isDryRun: dryRun, tenant: value };
  if (dryRun) return { text: `${file} would be:\n${text.trimEnd()}`, data };
  writeFileSync(file, text, { flag: 'wx' });
  return { text: `Written: ${file}.\n${nextOf(tenant, value.solutionProviders)}`, data };
};

const statedBy = async (input: PairInput, given: InitOptions & WhichTenant) => {
  const asked = asking(input);
  const environment = given.environment ?? (await asked('environment', 'AT&T’s environment, uat or production'));
  const region = given.region ?? (await asked('region', 'AWS region'));
  const solutionProviders =
    given.provider ?? statedProvider(await asked('provider', 'Solution Provider, as <id>=<family>,<family>'));
  return {
    ...{ tenant: given.tenant, environment, region, solutionProviders },
    ...(given.contact !== undefined && { contact: given.contact }),
    ...(given.email && { alarms: { emails: given.email } }),
  };
};

/** @throws Refusal where nobody is there to ask */
const asking =
  ({ stdin, ask }: PairInput) =>
  async (option: string, question: string): Promise<string> => {
    if (stdin.isTTY && ask) return (await ask(question)).trim();
    throw new Refusal(`Nobody is there to ask: state --${option}. Nothing was written.`);
  };

const nextOf = (tenant: string, providers: readonly StatedProvider[]): string =>
  [
    'Next:',
    `  npx gateway tenant check --tenant ${tenant}`,
    `  npx cdk bootstrap -c tenant=${tenant}   # once for an account and region`,
    `  npx cdk deploy --all -c tenant=${tenant}`,
    ...providers.flatMap(({ id, families }) => credentialsOf(tenant, id, families)),
  ].join('\n');

/** How the credentials of a Solution Provider are stored. */
export const credentialsOf = (tenant: string, id: string, families: readonly string[]): string[] =>
  families.map((family) => `  npx gateway credentials set --tenant ${tenant} --provider ${id} --family ${family}`);
