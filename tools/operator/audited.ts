import { randomUUID } from 'node:crypto';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { plainNumber } from '#domain/mobility/plain-number';
import { Problem } from '#domain/problems/problems';
import { createAppendAudit } from '#platform/audit/append';
import { operatorsChain, valuePlace, type AuditFacts } from '#platform/audit/entry';
import { exitCodes, type Answer } from './answer';
import { auditStores } from './audit-stores';
import type { Deployment } from './deployment';
import { FunctionFailed, Refusal } from './failures';

/** What a command changes. */
export interface Change {
  /** The Solution Providers it is done for; none where it is done for the tenant. */
  providers?: readonly string[];
  /** Ids of the gateway’s and of clients, words of closed lists. Nothing personal, no secret: an entry is never erased. */
  about?: Readonly<Record<string, string>>;
  /** What may be personal, e.g. a telephone number; kept as keyed hashes alone. */
  personal?: Readonly<Record<string, unknown>>;
  /** It is what makes an audit writable that has no key: then what it does is written once it is done. */
  mendsAudit?: boolean;
}
export type Changes<Options> = (options: Options) => Change;

/**
 * Does what changes something, with an entry of the audit before it and one after it, so that none is done unseen: without
 * the first nothing is done, and whoever dies on the way has left it.
 * @throws Refusal, Error of AWS where the audit cannot be written; nothing was changed
 */
export const audited = async (
  deployment: Deployment,
  action: string,
  change: Change,
  act: () => Promise<Answer>,
): Promise<Answer> => {
  const { tell, isWritable } = await openAudit(deployment, action, change).catch(refuse);
  const isLate = change.mendsAudit === true && !(await isWritable());
  if (!isLate) await tell('begun', {}).catch(refuse);
  let answer: Answer;
  try {
    answer = await act();
  } catch (error) {
    await tell(error instanceof Refusal ? 'refused' : 'failed', {}).catch(() => undefined);
    throw error;
  }
  const phase = answer.exitCode === undefined || answer.exitCode === exitCodes.done ? 'done' : 'failed';
  const told = isLate
    ? tell('begun', { about: { written: 'afterwards' } }).then(() => tell(phase, answer.changed ?? {}))
    : tell(phase, answer.changed ?? {});
  const missed = await told.then(
    () => false,
    () => true,
  );
  if (!missed) return answer;
  // What it says may be said this once only, such as a secret.
  const text = `${answer.text}\nIt was done, and how it ended is not in the audit: ask AWS again, then \`gateway audit verify\`.`;
  return { ...answer, text, exitCode: exitCodes.failed };
};

/** What AWS says is said as it is; that the key or the table cannot be had says what it is for. */
const refuse = (error: unknown): never => {
  if (!(error instanceof Problem)) throw error;
  throw new Refusal(`The audit cannot be written, so nothing was changed (${error.message}).`, { cause: error });
};

type Tell = (phase: AuditFacts['phase'], changed: NonNullable<Answer['changed']>) => Promise<void>;

const openAudit = async (
  deployment: Deployment,
  action: string,
  { providers = [], about = {}, personal = {} }: Change,
): Promise<{ tell: Tell; isWritable: () => Promise<boolean> }> => {
  const [{ table, fingerprints }, actor] = await Promise.all([auditStores(deployment), operatorOf(deployment)]);
  const append = createAppendAudit(table, fingerprints);
  const run = randomUUID();
  const isWritable = (): Promise<boolean> =>
    fingerprints.of('', valuePlace).then(
      () => true,
      () => false,
    );
  const tell: Tell = async (phase, { about: known = {}, ...more }) => {
    const hashes: Record<string, string> = {};
    // What is typed where an id belongs may be a telephone number, and an entry is never erased.
    const [numbers, ids] = partedByNumber({ ...about, ...known });
    for (const [name, value] of Object.entries({ ...numbers, ...personal, ...more }))
      if (value !== undefined) hashes[name] = await fingerprints.of(value, valuePlace);
    const at = new Date().toISOString();
    const facts = { id: `${run} ${phase}`, at, actor, action, phase, solutionProviders: [...providers] };
    await append(operatorsChain, { ...facts, about: { ...ids, run }, hashes });
  };
  return { tell, isWritable };
};

const partedByNumber = (about: Readonly<Record<string, string>>) => {
  const entries = Object.entries(about);
  const isNumber = ([, value]: [string, string]): boolean => plainNumber(value) !== undefined;
  return [entries.filter(isNumber), entries.filter((entry) => !isNumber(entry))].map((some): Record<string, string> =>
    Object.fromEntries(some),
  );
};

/** Whom AWS takes the operator for. */
export const operatorOf = async ({ aws }: Deployment): Promise<string> => {
  const { Arn } = await aws.sts.send(new GetCallerIdentityCommand({}));
  if (Arn === undefined) throw new FunctionFailed('AWS does not say who you are.');
  return Arn;
};
