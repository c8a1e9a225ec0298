import * as z from 'zod';
import type { PlannedCall } from '#bulk/call-content';
import { callEvent, type Check, type Submitter } from '#bulk/call-event';
import { inParallel } from '#domain/in-parallel';
import type { Invoke } from '#bulk/invoke';
import type { Operation } from '#domain/define-operation';
import { largestKeptBytes } from '#requests/kept-text';
import type { Warning } from '#domain/warning';
import { Problem, problemTypes, type FieldError, type ProblemCode } from '#domain/problems/problems';

interface Row {
  row: number;
  reference?: string | undefined;
}

/** What is wrong with a row. Pointers lead into the submission: `/rows/17/body/imei`. */
export interface RowProblem extends Row {
  /** Of what stands in its way now, and perhaps not any more when its turn comes. */
  code?: ProblemCode;
  errors: FieldError[];
}

/** What is odd about a row that is valid; pointers as above. */
export type RowWarning = Row & Warning;

export interface CheckedRows {
  problems: RowProblem[];
  warnings: RowWarning[];
}

const fieldError = z.union([
  z.object({ pointer: z.string(), detail: z.string() }),
  z.object({ parameter: z.string(), detail: z.string() }),
]);
const problemSchema = z.object({
  code: z.string().refine((code): code is ProblemCode => Object.hasOwn(problemTypes, code)),
  detail: z.string().optional(),
  errors: z.array(fieldError).default([]),
});

const answerSchema = z.object({
  warnings: z
    .array(z.object({ pointer: z.string().optional(), detail: z.string(), nearest: z.string().optional() }))
    .default([]),
});

/** What a call is refused with that may be carried out at another time. */
const passing: readonly ProblemCode[] = [
  'step-not-allowed',
  'already-done',
  'too-many-line-changes',
  'request-in-progress',
  'credentials-unavailable',
  'upstream-unavailable',
];

/** Warnings a check lists. */
const mostWarnings = 200;

/** Functions that check at the same time. */
const atOnce = 16;

/**
 * Has the operation’s own function check every call as it does for `Prefer: handling=validate`: nothing is sent or stored.
 * @param check whether every call would be let through now, or its form alone
 * @param hasTime whether there is time for one more call
 * @throws Problem what the function says of any call that is not about a row, such as `operation-not-bound`;
 * `service-unavailable` when there is no time for all
 */
export const checkRows = async (
  invoke: Invoke,
  operation: Operation,
  submitter: Submitter,
  calls: readonly PlannedCall[],
  { check, hasTime }: { check: Check; hasTime: () => boolean },
): Promise<CheckedRows> => {
  const problems: RowProblem[] = [];
  const warnings: RowWarning[] = [];
  await inParallel([...calls.entries()], atOnce, async ([number, call]) => {
    if (Buffer.byteLength(call.body ?? '') > largestKeptBytes) {
      problems.push(...tooLarge(call));
      return;
    }
    if (!hasTime()) throw new Problem('service-unavailable', { retryAfterSeconds: 5 });
    const event = callEvent(operation, submitter, { number, rows: call.rows }, call, check);
    const { statusCode, body } = await invoke(operation.id, event).catch((cause: unknown) => {
      throw new Problem('service-unavailable', { retryAfterSeconds: 5 }, { cause });
    });
    if (statusCode !== 200) problems.push(...problemsOf(operation, call, problemSchema.parse(JSON.parse(body))));
    else if (warnings.length < mostWarnings) warnings.push(...warningsOf(operation, call, body));
  });
  return { problems: inOrder(problems), warnings: inOrder(warnings).slice(0, mostWarnings) };
};

const inOrder = <R extends Row>(rows: readonly R[]): R[] => rows.toSorted((a, b) => a.row - b.row);

/** The operation would refuse it, and the table could not keep it. */
const tooLarge = ({ rows }: PlannedCall): RowProblem[] =>
  rows.map(({ row, reference }) => ({
    row,
    reference,
    errors: [{ pointer: `/rows/${row}/body`, detail: `has more than the ${largestKeptBytes} bytes a write may have` }],
  }));

const problemsOf = (
  operation: Operation,
  call: PlannedCall,
  { code, detail, errors }: z.output<typeof problemSchema>,
): RowProblem[] => {
  if (passing.includes(code)) {
    const said = [problemTypes[code].title, ...(detail === undefined ? [] : [detail])].join(': ');
    return call.rows.map((row) => ({ ...row, code, errors: [{ pointer: `/rows/${row.row}`, detail: said }] }));
  }
  const ofSubmission = errors.filter((error) => 'parameter' in error && !error.parameter.startsWith('path '));
  if (errors.length === 0 || ofSubmission.length > 0) {
    throw new Problem(code, { ...(detail !== undefined && { detail }), errors: ofSubmission });
  }
  return call.rows.flatMap(({ row, reference }, index) => {
    const own = errors.flatMap((error) => errorOfRow(operation, call, error, row, index) ?? []);
    return own.length > 0 ? [{ row, reference, errors: own }] : [];
  });
};

const warningsOf = (operation: Operation, call: PlannedCall, body: string): RowWarning[] =>
  answerSchema.parse(JSON.parse(body)).warnings.flatMap(({ pointer, ...warning }) =>
    call.rows.flatMap((row, index) => {
      if (pointer === undefined) return [{ ...row, ...warning }];
      const place = errorOfRow(operation, call, { pointer, detail: warning.detail }, row.row, index);
      return place && 'pointer' in place ? [{ ...row, ...warning, pointer: place.pointer }] : [];
    }),
  );

/** What is wrong with an element of a packed list is wrong with its row; anything else with every row of the call. */
const errorOfRow = (
  { packs }: Operation,
  call: PlannedCall,
  error: FieldError,
  row: number,
  index: number,
): FieldError | undefined => {
  const { detail } = error;
  if ('parameter' in error) return { pointer: `/rows/${row}/pathParameters/${error.parameter.slice(5)}`, detail };
  const element = packs && new RegExp(`^${packs.at}/(\\d+)(/.*)?$`).exec(error.pointer);
  if (!packs || !element || call.rows.length === 1) return { pointer: `/rows/${row}/body${error.pointer}`, detail };
  if (Number(element[1]) !== index) return undefined;
  return { pointer: `/rows/${row}/body${packs.at}/0${element[2] ?? ''}`, detail };
};
