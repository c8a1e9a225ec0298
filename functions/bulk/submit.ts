import type { BulkStore } from '#bulk/bulk-store';
import { bulkWriteId, hasEnded, type BulkWrite } from '#bulk/bulk-write';
import type { PlannedCall, SubmittedRow } from '#bulk/call-content';
import type { Submitter } from '#bulk/call-event';
import type { CallStore } from '#bulk/call-store';
import { inParallel } from '#domain/in-parallel';
import { parseKeepingDigits } from '#domain/json/parse-json';
import type { Cipher } from '#platform/data-keys/cipher';
import { sealContent } from '#bulk/sealed-content';
import type { Submission } from '#bulk/submission';
import { startRun, type StartBulkWriter } from '#bulk/state-machine-io';
import { Problem } from '#domain/problems/problems';
import type { Fingerprints } from '#platform/data-keys/fingerprints';

export interface SubmitDependencies {
  bulkWrites: BulkStore;
  calls: CallStore;
  cipher: Cipher;
  fingerprints: Fingerprints;
  start: StartBulkWriter;
}

/** Writes that are under way at the same time. */
const atOnce = 24;

/**
 * What a submission under the key stands for already, if it is carried out.
 * @throws Problem `idempotency-key-reused`, `service-unavailable`
 */
export const submittedBefore = async (
  { bulkWrites, fingerprints }: Pick<SubmitDependencies, 'bulkWrites' | 'fingerprints'>,
  solutionProvider: string,
  key: string,
  submission: Submission,
): Promise<BulkWrite | undefined> => {
  const known = await bulkWrites.find(bulkWriteId(solutionProvider, key));
  if (!known) return undefined;
  await requireSame(fingerprints, known, submission);
  return known.state === 'storing' ? undefined : known;
};

/** Sees to it that it is carried out: whoever submitted it may have died before it was started. */
export const goneOn = async (
  { start }: Pick<SubmitDependencies, 'start'>,
  bulkWrite: BulkWrite,
): Promise<BulkWrite> => {
  if (bulkWrite.state === 'running' && !hasEnded(bulkWrite)) await startRun(start, bulkWrite);
  return bulkWrite;
};

/**
 * Stores a bulk write with its rows and has it carried out. May be done again at any time, from any line: what is stored
 * stays, what is started is not started twice. @throws Problem `idempotency-key-reused`, `service-unavailable`
 */
export const submit = async (
  { bulkWrites, calls, cipher, fingerprints, start }: SubmitDependencies,
  submitter: Submitter,
  submission: Submission,
  planned: readonly PlannedCall[],
): Promise<BulkWrite> => {
  const { operation, rows } = submission;
  const bulkWrite = await bulkWrites.claim({
    ...submitter,
    operation: operation.id,
    scope: operation.scope,
    bodyHash: await fingerprints.of(documentOf(submission), submitter.id),
    rows: rows.length,
    calls: planned.length,
  });
  await requireSame(fingerprints, bulkWrite, submission);
  await inParallel([...planned.entries()], atOnce, async ([number, call]) => {
    const content = await sealContent(cipher, bulkWrite.id, number, call);
    const { expiresAt } = bulkWrite;
    await calls.add(bulkWrite.id, {
      number,
      state: 'waiting',
      rows: [...call.rows],
      attempts: 0,
      expiresAt,
      ...content,
    });
  });
  const begun = await bulkWrites.begin(bulkWrite);
  await startRun(start, begun);
  return begun;
};

const requireSame = async (
  fingerprints: Fingerprints,
  { id, bodyHash }: BulkWrite,
  submission: Submission,
): Promise<void> => {
  if (!(await fingerprints.matches(bodyHash, documentOf(submission), id))) throw new Problem('idempotency-key-reused');
};

/** The same for the same operation and rows, whether they came as JSON or as CSV. */
const documentOf = ({ operation, rows }: Submission): unknown =>
  parseKeepingDigits(`{"operation":${JSON.stringify(operation.id)},"rows":[${rows.map(textOf).join(',')}]}`);

const textOf = ({ reference, pathParameters, body = 'null', ...labels }: SubmittedRow): string =>
  `{"reference":${JSON.stringify(reference ?? null)},"labels":${JSON.stringify(labels)},"pathParameters":${JSON.stringify(pathParameters)},"body":${body}}`;
