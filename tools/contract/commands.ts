import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { operations, type RegisteredOperation } from '#operations/registry';
import { nearestName } from '#domain/nearest-name';
import { loadTenant } from '../../lib/config/load-tenant';
import { check } from './check/check';
import { isContradicted, reportOf } from './check/report';
import { statementFile } from './check/samples';
import { describeNeeds } from './describe-needs';
import { proposalFrom, writeStatement } from './import/import-statement';
import { Refusal } from './refusal';

/** What a command says, and whether that is a failure. */
interface Said {
  text: string;
  exitCode?: number;
}

const usage = `npm run contract -- needs <operation>
npm run contract -- import <file> --operation <operation> [--at "POST /path"] [--also "GET /path"]… [--done <sample>]… [--refused <sample>]… [--push <callback>] [--tenant <tenant> --write [--force]]
npm run contract -- check --tenant <tenant> [--tenants <directory>] [--operation <operation>]`;

const tenantOptions = {
  tenant: { type: 'string' },
  tenants: { type: 'string', default: 'tenants' },
  operation: { type: 'string' },
} as const;

const importOptions = {
  ...tenantOptions,
  at: { type: 'string' },
  also: { type: 'string', multiple: true },
  done: { type: 'string', multiple: true },
  refused: { type: 'string', multiple: true },
  push: { type: 'string' },
  write: { type: 'boolean', default: false },
  force: { type: 'boolean', default: false },
} as const;

/** @throws Refusal, ConfigurationMistake: what is wrong with the command or the tenant’s files, and what to do */
export const run = ([command = '', ...args]: readonly string[]): Promise<Said> => {
  if (/^(?:--help|-h|help)$/.test(command)) return Promise.resolve({ text: usage });
  const chosen = Object.hasOwn(commands, command) ? commands[command as keyof typeof commands] : undefined;
  if (!chosen) throw new Refusal(`There is no command \`${command}\`. Write one of:\n${usage}`);
  return chosen(args);
};

const commands = {
  needs: (args: readonly string[]): Promise<Said> => {
    const { positionals } = parsed(args, {});
    return Promise.resolve({ text: describeNeeds(operationNamed(positionals[0])) });
  },
  import: (args: readonly string[]): Promise<Said> => {
    const { values, positionals } = parsed(args, importOptions);
    const operation = operationNamed(values.operation);
    const [file] = positionals;
    if (file === undefined) throw new Refusal(`Say which file to import.\n${usage}`);
    const { statement, questions, notes } = proposalFrom(file, operation, values);
    const target = values.write
      ? statementFile(values.tenants, required('tenant', values.tenant), operation.id)
      : undefined;
    if (target !== undefined) writeStatement(target, statement, values.force);
    const text = [
      target === undefined ? JSON.stringify(statement, undefined, 2) : `Written: ${target}`,
      ...notes,
      ...questions.map((question) => `could not tell: ${question}`),
      target === undefined
        ? 'Nothing is written. Add --tenant <tenant> --write.'
        : `Next: answer what could not be told in the file, then npm run contract -- check --tenant ${values.tenant ?? ''} --operation ${operation.id}`,
    ];
    return Promise.resolve({ text: text.join('\n') });
  },
  check: async (args: readonly string[]): Promise<Said> => {
    const { values } = parsed(args, tenantOptions);
    const { tenants } = values;
    const only = values.operation === undefined ? undefined : operationNamed(values.operation).id;
    const checked = await check(await loadTenant(required('tenant', values.tenant), tenants), tenants, only);
    return { text: checked.map(reportOf).join('\n'), exitCode: checked.some(isContradicted) ? 1 : 0 };
  },
};

const parsed = <const O extends ParseArgsOptionsConfig>(args: readonly string[], options: O) => {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new Refusal(`${error instanceof Error ? error.message : String(error)}\n${usage}`, { cause: error });
  }
};

const required = (name: string, value: string | undefined): string => {
  if (value === undefined || value === '') throw new Refusal(`Say which with --${name}.\n${usage}`);
  return value;
};

const operationNamed = (id = ''): RegisteredOperation => {
  const found = operations.find((operation) => operation.id === id);
  if (found) return found;
  const ids = operations.map((operation) => operation.id);
  const near = nearestName(id, ids);
  throw new Refusal(
    `There is no operation \`${id}\`. ${near === undefined ? `There are: ${ids.join(', ')}.` : `Did you mean \`${near}\`?`}`,
  );
};
