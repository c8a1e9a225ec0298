import { Argument, Command, CommanderError, InvalidArgumentError, type Option } from 'commander';
import type * as z from 'zod';
import { ConfigurationMistake } from '../../lib/config/configuration-mistake';
import { loadTenant } from '../../lib/config/load-tenant';
import { exitCodes, type Answer, type ExitCode } from './answer';
import { audited, type Changes } from './audited';
import type { Aws } from './aws';
import type { Deployment } from './deployment';
import { FunctionFailed, Refusal } from './failures';
import { quietSession, type Session } from './session';

/** What the command line works with. */
export interface Ports {
  /** Folder of the tenants’ files. */
  tenants: string;
  awsIn: (region: string) => Aws;
  /** Who watches; nobody when left out. */
  session?: Session;
}

export interface Ended {
  out: string;
  err: string;
  exitCode: ExitCode;
}

/** What the words of one command do. */
export type Act<Options> = (deployment: Deployment, options: Options, session: Session) => Promise<Answer>;

export interface CommandOf<Options extends object> {
  name: string;
  /** One sentence, shown in lists. */
  about: string;
  /** What stands behind its name, among the options by a name of its own. */
  argument?: { name: string; about: string; parse?: (given: string) => unknown };
  options?: readonly Option[];
  /** What has to fit the tenant’s file, before AWS is asked anything. @throws Refusal */
  requires?: (deployment: Deployment, options: Options) => void;
  /** What it changes of a deployment and for whom, which is written into the audit; of a dry run nothing is. */
  changes: 'nothing' | Changes<Options>;
  act: Act<Options>;
}

/** Of every command line. */
export interface WhichTenant {
  tenant: string;
  /** Folder of the tenants’ files. */
  tenants: string;
}

/** A command for a tenant that has no file yet. */
export interface BeginningOf<Options extends object> extends Omit<
  CommandOf<Options>,
  'act' | 'argument' | 'changes' | 'requires'
> {
  begin: (options: Options & WhichTenant) => Promise<Answer>;
}

/** A word with commands below it, e.g. `credentials`, or with further words, e.g. `pushes secret`. */
export interface Group {
  name: string;
  about: string;
  commands: readonly (CommandOf<never> | BeginningOf<never> | Group)[];
}

/** What stands behind `gateway`: a command, or a word with commands below it. */
export type Word = Group | CommandOf<never>;

/** A command whose options are typed where it is written. */
export const command = <Options extends object>(one: CommandOf<Options>): CommandOf<never> => one;

/** The same of one for a tenant that has no file yet. */
export const beginning = <Options extends object>(one: BeginningOf<Options>): BeginningOf<never> => one;

/** For an option that takes one of few words. */
export const oneOf =
  <Word extends string>(words: readonly Word[]) =>
  (given: string): Word => {
    const word = words.find((one) => one === given);
    if (word !== undefined) return word;
    throw new InvalidArgumentError(`It is one of: ${words.join(', ')}.`);
  };

/** For an option that is a count. */
export const wholeNumber =
  (least: number, most = Infinity) =>
  (given: string): number => {
    const number = Number(given);
    if (Number.isInteger(number) && number >= least && number <= most) return number;
    throw new InvalidArgumentError(
      `It is a whole number, ${most === Infinity ? `${least} or more` : `from ${least} to ${most}`}.`,
    );
  };

/** For an option that a schema reads. */
export const parsedBy =
  <Value>(schema: z.ZodType<Value>) =>
  (given: string): Value => {
    const parsed = schema.safeParse(given);
    if (parsed.success) return parsed.data;
    throw new InvalidArgumentError(`It ${parsed.error.issues.map(({ message }) => message).join(', and ')}.`);
  };

/** Runs a command line. Never throws for what its user can mend. */
export const run = async (words: readonly Word[], args: readonly string[], ports: Ports): Promise<Ended> => {
  const written = { out: '', err: '' };
  const program = new Command('gateway')
    .description('Runs what is deployed of a tenant. Needs AWS credentials; npm start shows those of a local gateway.')
    .exitOverride()
    .configureOutput({ writeOut: (text) => (written.out += text), writeErr: (text) => (written.err += text) });
  let exitCode: ExitCode = exitCodes.done;
  const end = (answer: Answer, isJson: boolean): void => {
    written.out += `${isJson ? JSON.stringify(answer.data) : answer.text}\n`;
    exitCode = answer.exitCode ?? exitCodes.done;
  };
  for (const word of words) addWord(program, word, ports, end);
  try {
    await program.parseAsync(args, { from: 'user' });
    return { ...written, exitCode };
  } catch (error) {
    const [why, code] = failureOf(error);
    return { ...written, err: why === '' ? written.err : `${written.err}${why}\n`, exitCode: code };
  }
};

type Told = (answer: Answer, isJson: boolean) => void;

const addWord = (
  above: Command,
  word: Word | BeginningOf<never>,
  ports: Ports,
  end: Told,
  words: string = word.name,
): void => {
  if (!('commands' in word)) {
    addCommand(above, word, ports, end, words);
    return;
  }
  const group = above.command(word.name).description(word.about);
  for (const one of word.commands) addWord(group, one, ports, end, `${words} ${one.name}`);
};

const addCommand = (
  below: Command,
  one: CommandOf<never> | BeginningOf<never>,
  ports: Ports,
  end: Told,
  words: string,
): void => {
  const { session = quietSession, awsIn, tenants } = ports;
  const added = below
    .command(one.name)
    .description(one.about)
    .requiredOption('-t, --tenant <tenant>', 'whose deployment, by the name of its file')
    .option('--tenants <folder>', 'where tenants’ files are', tenants)
    .option('--json', 'the answer as JSON, on one line', false);
  const { options: stated = [] } = one;
  const argument = 'argument' in one ? one.argument : undefined;
  if (argument) {
    const { name, about, parse = (text: string) => text } = argument;
    added.addArgument(new Argument(`<${name}>`, about).argParser(parse));
  }
  for (const option of stated) added.addOption(option);
  added.action(async () => {
    const given: { tenant: string; tenants: string; json: boolean; dryRun?: boolean } = added.opts();
    // Commander has read the options that the command itself has stated.
    const options = { ...given, ...(argument && { [argument.name]: added.processedArgs[0] as unknown }) } as never;
    if ('begin' in one) {
      end(await one.begin(options), given.json);
      return;
    }
    const tenant = await loadTenant(given.tenant, given.tenants);
    const deployment = { tenant, aws: awsIn(tenant.region) };
    one.requires?.(deployment, options);
    const what = one.changes === 'nothing' || given.dryRun === true ? undefined : one.changes(options);
    // Whoever reads the answer by a program is told nothing else.
    const watched = given.json ? { ...session, progress: () => undefined } : session;
    const act = () => one.act(deployment, options, watched);
    end(what ? await audited(deployment, words, what, act) : await act(), given.json);
  });
};

/** What to say of it, and how to exit. @throws what is nobody’s mistake but ours */
const failureOf = (error: unknown): [string, ExitCode] => {
  // Commander has said it already; help that was asked for is no mistake.
  if (error instanceof CommanderError) return ['', error.exitCode === 0 ? exitCodes.done : exitCodes.usage];
  if (error instanceof Refusal || error instanceof ConfigurationMistake) return [error.message, exitCodes.refused];
  if (error instanceof FunctionFailed) return [error.message, exitCodes.failed];
  if (isOfAws(error)) return [`AWS says ${error.name}: ${error.message}`, exitCodes.failed];
  throw error;
};

/** An answer of AWS’s, or none: the SDK marks both, or the credentials it did not find. */
const isOfAws = (error: unknown): error is Error =>
  error instanceof Error && ('$metadata' in error || error.name === 'CredentialsProviderError' || 'code' in error);
