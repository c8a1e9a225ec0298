import { requestRecords } from '#platform/table/keys';
import { isFinalOutcome } from '#requests/request-outcome';
import { requestRecordSchema } from '#requests/request-record';
import { dataKeyPurposes, type DataKeyPurpose } from '#platform/data-keys/data-keys';
import type { Answer } from './answer';
import { command, oneOf, type Group } from './command-line';
import {
  keysOfBefore,
  newKey,
  purposesOf,
  requireKeys,
  requirePurpose,
  restoreKeys,
  storeAllKeys,
  storedKeys,
  storeKeys,
  withKept,
  type StoredKeys,
} from './data-key-secrets';
import type { Deployment } from './deployment';
import { dryRun, type DryRun } from './dry-run';
import { holdsOf } from './erasure/holds';
import { Refusal } from './failures';
import { listed } from './reports/pages';
import type { Session } from './session';
import { withTable } from './table';

interface OfPurpose extends DryRun {
  purpose: DataKeyPurpose;
}

const purpose = {
  name: 'purpose',
  about: `what the keys are for: ${dataKeyPurposes.join(', ')}`,
  parse: oneOf(dataKeyPurposes),
};
const ofPurpose = ({ purpose: of }: OfPurpose) => ({ about: { purpose: of } });

/** Keys of the tenant’s own. None is ever printed; each has a name, which is no secret. */
export const keysGroup: Group = {
  name: 'keys',
  about: 'Keys of the tenant’s own, by which it encrypts, signs and compares',
  commands: [
    command({
      name: 'list',
      about: 'The names of the keys of each purpose, and since when; never what they are',
      changes: 'nothing',
      act: list,
    }),
    command({
      name: 'rotate',
      about: 'Make a new key and put it in use; those of before stay beside it, to read what was made with them',
      argument: purpose,
      options: [dryRun],
      changes: ofPurpose,
      act: rotate,
    }),
    command({
      name: 'forget',
      about: 'Take out the keys of before; refused while something made with them may be left',
      argument: purpose,
      options: [dryRun],
      changes: ofPurpose,
      act: forget,
    }),
    command({
      name: 'recover',
      about: 'Put every key that was taken out, and that Secrets Manager still has, back beside the one in use',
      argument: purpose,
      options: [dryRun],
      changes: (options: OfPurpose) => ({ ...ofPurpose(options), mendsAudit: options.purpose === 'audit' }),
      act: recover,
    }),
  ],
};

async function list(deployment: Deployment): Promise<Answer> {
  const data = await Promise.all(
    purposesOf(deployment).map(async (of) => ({ purpose: of, ...namesOf(await storedKeys(deployment, of)) })),
  );
  const lines = data.map(({ purpose: of, current, previous, storedAt = '' }) => {
    const known = current === undefined ? 'NONE that functions could use' : `current ${current}`;
    return `${of}  ${known}${previous?.length ? `, before ${previous.join(', ')}` : ''}  ${storedAt}`.trimEnd();
  });
  return { text: lines.join('\n'), data };
}

const namesOf = (stored: StoredKeys | undefined) =>
  stored && {
    current: stored.secret.keyId,
    previous: Object.keys(stored.secret.previous),
    ...(stored.storedAt && { storedAt: stored.storedAt.toISOString() }),
  };

async function rotate(
  deployment: Deployment,
  { purpose: of, dryRun: isDryRun }: OfPurpose,
  { now }: Session,
): Promise<Answer> {
  requirePurpose(deployment, of);
  const stored = await requireKeys(deployment, of);
  const before = namesOf(stored);
  if (isDryRun) {
    const text = `${of}: a new key would be in use, and ${stored.secret.keyId} kept beside it.`;
    return { text, data: { purpose: of, isDryRun, before } };
  }
  const fresh = { ...newKey(now()), previous: stored.secret.previous };
  const wanted = withKept(fresh, { [stored.secret.keyId]: stored.secret.key });
  const after = namesOf({ secret: await storeAllKeys(deployment, of, wanted), storedAt: undefined });
  const next =
    neverForgotten[of] ?? `After ${keptDays} days: npx gateway keys forget ${of} --tenant ${deployment.tenant.tenant}`;
  const text = [
    `${of}: ${after?.current ?? ''} is in use, and ${after?.previous.length ?? 0} kept beside it.`,
    'Functions that run go on with the key they have read until their instances end, within a day; one that meets something made with the new key reads it then. To have all use it now, deploy again.',
    next,
  ].join('\n');
  return { text, data: { purpose: of, isDryRun, before, after }, changed: { before, after } };
}

/** Longer than anything is kept that was made with a key of the other purposes, and than an instance goes on with one. */
const keptDays = 32;
const dayMs = 86_400_000;

const neverForgotten: Partial<Record<DataKeyPurpose, string>> = {
  audit: 'Keys of the audit are kept for good: without the one an entry was signed with, it counts as changed.',
  'webhook-secrets':
    'Keys of webhook secrets are kept for good: an endpoint nothing is sent to keeps a secret encrypted with an old one.',
};

async function forget(
  deployment: Deployment,
  { purpose: of, dryRun: isDryRun }: OfPurpose,
  { now }: Session,
): Promise<Answer> {
  requirePurpose(deployment, of);
  const why = neverForgotten[of];
  if (why !== undefined) throw new Refusal(`${why} Nothing was changed.`);
  const stored = await requireKeys(deployment, of);
  const { keyId, key, previous } = stored.secret;
  const old = Object.keys(previous);
  if (old.length === 0) throw new Refusal(`${of}: there is one key only, and it is in use.`);
  const against = await whyKept(deployment, of, stored, now());
  if (against !== undefined) throw new Refusal(`${of}: ${against} Nothing was changed.`);
  if (!isDryRun) await storeKeys(deployment, of, { keyId, key, previous: {} });
  const before = namesOf(stored);
  return {
    text: `${of}: ${old.join(', ')} ${isDryRun ? 'would be' : 'is'} taken out; ${keyId} is in use.`,
    data: { purpose: of, isDryRun, before, after: { current: keyId, previous: [] } },
    changed: { before, after: { current: keyId, previous: [] } },
  };
}

/** What stands against taking old keys out; undefined where nothing does. */
const whyKept = async (
  deployment: Deployment,
  of: DataKeyPurpose,
  { storedAt }: StoredKeys,
  nowMs: number,
): Promise<string | undefined> => {
  if (storedAt === undefined) return 'AWS does not say since when the key in use is stored.';
  const until = storedAt.getTime() + keptDays * dayMs;
  if (until > nowMs)
    return `things made with old keys are left until ${new Date(until).toISOString()}, ${keptDays} days after the last change.`;
  const [hold] = await holdsOf(deployment);
  if (hold) return `the hold ${hold.holdId} keeps things that may have been made with old keys.`;
  if (of !== 'fingerprints' && of !== 'answers') return undefined;
  const left = await openSince(deployment, storedAt.getTime() + dayMs);
  return left === undefined
    ? undefined
    : `request ${left} was made before, and nobody knows its outcome yet: see \`gateway stuck\`.`;
};

/** A request without an outcome does not expire. @returns the first that was made before a time */
const openSince = async (deployment: Deployment, beforeMs: number): Promise<string | undefined> => {
  const until = new Date(beforeMs).toISOString();
  return withTable(deployment, async (table) => {
    for (const { id: solutionProvider } of deployment.tenant.solutionProviders) {
      const partition = requestRecords.list.partitionOf({ solutionProvider });
      // All others that are so old have expired.
      for await (const item of listed(table, partition, { until }, () => undefined)) {
        const { requestId, outcome } = requestRecordSchema.parse(item);
        if (!isFinalOutcome(outcome)) return requestId;
      }
    }
    return undefined;
  });
};

async function recover(deployment: Deployment, { purpose: of, dryRun: isDryRun }: OfPurpose): Promise<Answer> {
  requirePurpose(deployment, of);
  const there = await storedKeys(deployment, of);
  if (!there && !isDryRun) await restoreKeys(deployment, of);
  const stored = there ?? (await storedKeys(deployment, of));
  const known = await keysOfBefore(deployment, of);
  const [[newest, key] = []] = Object.entries(known).toReversed();
  const base =
    stored?.secret ?? (newest !== undefined && key !== undefined ? { keyId: newest, key, previous: {} } : undefined);
  if (!base)
    throw new Refusal(
      `${of}: no version that Secrets Manager still has holds a key, or the secret waits for its deletion, from which a dry run does not have it back.${of === 'audit' ? ' Where the key is lost for good: `gateway audit begin-anew`.' : ''}`,
    );
  const wanted = withKept(base, known);
  const [before, after] = [namesOf(there), namesOf({ secret: wanted, storedAt: undefined })];
  const back = [after?.current ?? '', ...(after?.previous ?? [])].filter(
    (id) => id !== before?.current && !before?.previous.includes(id),
  );
  if (back.length === 0) throw new Refusal(`${of}: every key that Secrets Manager still has is there.`);
  if (!isDryRun) await storeAllKeys(deployment, of, wanted);
  return {
    text: `${of}: ${back.join(', ')} ${isDryRun ? 'would be' : 'is'} there again; ${base.keyId} is in use.`,
    data: { purpose: of, isDryRun, before, after },
    changed: { before, after },
  };
}
