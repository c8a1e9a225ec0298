import type { Shown } from '#drift/ask';
import { compareLine } from '#drift/compare-line';
import { compareLongRunning } from '#drift/compare-long-running';
import { compareOrder } from '#drift/compare-order';
import type { ComparedThing, Found, Looked } from '#drift/difference';
import { isLineLeftAlone, isLongRunningLeftAlone, isOrderLeftAlone } from '#drift/left-alone';
import { timestampOf } from '#domain/timestamp';
import { textAt, valueAt } from '#domain/json/json-pointer';
import type { PolledRead, Question, ReadOperation } from '#domain/define-operation';
import { factKey } from '#domain/order/facts';
import type { Item, Table } from '#platform/table/table';
import { pollTargetId } from '#polling/begin-polling';
import type { PollJobStore } from '#polling/poll-job-store';
import { lackingFor, orderIdReadBy, pollRequestOf } from '#polling/polled-read';
import { operation as getLineDetails } from '#operations/get-line-details/operation';
import { operation as listPortIns } from '#operations/list-port-ins/operation';
import { lineItemSchema } from '#tracking/line/line-item';
import { anyKind } from '#tracking/long-running/any-kind';
import {
  longRunningKey,
  longRunningRequestSchema,
  numbersOf,
  type LongRunningRequest,
} from '#tracking/long-running/long-running-request';
import { observationIn } from '#tracking/long-running/observed-in-call';
import { trackedOrderSchema, type TrackedOrder } from '#tracking/order/tracked-order';

/** Who makes the calls no client made. */
const driftReportClientId = 'drift-report';

export interface LookPorts {
  table: Pick<Table, 'get'>;
  pollJobs: Pick<PollJobStore, 'find'>;
  /** Every read that AT&T’s view is seen by. */
  reads: readonly ReadOperation[];
  /** Time at AT&T. */
  now: () => number;
}

/** What looking at a thing takes: a question to AT&T, and somewhere to put what is found. */
export interface Looking extends LookPorts {
  solutionProvider: string;
  /** @throws NotNow */
  ask: (read: ReadOperation, question: Question) => Promise<Shown>;
  tell: (found: Found) => void;
  /** Whether nobody has looked by it yet, in this run. Numbers of port-ins, each of which is asked for once. */
  isFirst: (number: string) => boolean;
}

/** AT&T has been asked as often as it may be for now. */
export class NotNow extends Error {}

/** Compares what is known of a thing with what AT&T shows. Changes nothing. @throws NotNow */
export const lookAt = (looking: Looking, of: ComparedThing, item: Item): Promise<void> => {
  if (of === 'order') return lookAtOrder(looking, trackedOrderSchema.parse(item));
  if (of === 'line') return lookAtLine(looking, item);
  return lookAtLongRunning(looking, longRunningRequestSchema.parse(item));
};

/** The question for a line, or for port-ins, of a number. */
export const ofNumber = (subscriberNumber: string): Question => ({ path: {}, query: { subscriberNumber } });

const isPolled = (read: ReadOperation): read is PolledRead => read.polled !== undefined;

/** Whether somebody asks AT&T again and again, and will see by himself what is new. */
const isFollowed = async ({ pollJobs, solutionProvider }: Looking, read: PolledRead, id: string): Promise<boolean> => {
  const job = await pollJobs.find({ solutionProvider, kind: read.polled.kind, id: pollTargetId(read, id) });
  return job !== undefined && job.outcome === undefined;
};

const lookAtLongRunning = async (looking: Looking, item: LongRunningRequest): Promise<void> => {
  if (isLongRunningLeftAlone(item, looking.now())) return;
  const { kind } = item;
  const read = looking.reads.filter(isPolled).find(({ longRunning }) => longRunning?.kind === kind);
  const isShown = read !== undefined && (await lookByRead(looking, read, item));
  if (kind === 'port-in') await lookForOthers(looking, item, isShown);
};

/** @returns whether AT&T has it */
const lookByRead = async (looking: Looking, read: PolledRead, item: LongRunningRequest): Promise<boolean> => {
  const { solutionProvider, tell, now } = looking;
  const { kind, id } = item;
  const question = pollRequestOf(read, id);
  const shown = await looking.ask(read, question);
  const looked: Looked = { of: kind, id, readBy: read.id, readId: id };
  if (shown.is === 'none') tell({ ...looked, what: 'unknown-at-att', here: item.state });
  if (shown.is !== 'shown' || !read.longRunning) return false;
  if (await isFollowed(looking, read, id)) return true;
  const context = { operation: read, request: question, solutionProvider, clientId: driftReportClientId };
  const at = timestampOf(now());
  const observation = observationIn(anyKind, context, read.longRunning, shown.answer, at);
  const found = compareLongRunning(anyKind, looked, item, observation);
  if (found) tell(found);
  return true;
};

/** Port-ins of the same number that are not known here. AT&T tells port-ins by number alone. */
const lookForOthers = async (looking: Looking, item: LongRunningRequest, isShown: boolean): Promise<void> => {
  const number = numberOf(item);
  const list = looking.reads.find(({ id }) => id === listPortIns.id);
  if (number === undefined || !list || !looking.isFirst(number)) return;
  const shown = await looking.ask(list, ofNumber(number));
  const portIns = shown.is === 'shown' ? valueAt(shown.answer, '/portIns') : undefined;
  const listed = Array.isArray(portIns) ? (portIns as unknown[]) : [];
  // A list without the one that AT&T has just shown names them by other ids: nobody can tell by it which are known.
  if (isShown && !listed.some((one) => textAt(one, '/id') === item.id)) return;
  for (const one of listed) {
    const id = textAt(one, '/id');
    if (id === undefined || (await looking.table.get(longRunningKey('port-in', looking.solutionProvider, id))))
      continue;
    const att = observationWordOf(one);
    looking.tell({ what: 'unknown-here', of: 'port-in', id, readBy: list.id, readId: number, att });
  }
};

const observationWordOf = (portIn: unknown): string => textAt(portIn, '/state')?.slice(0, 100) ?? 'no word';

const numberOf = (item: LongRunningRequest): string | undefined => {
  const told = item.details['subscriberNumber'];
  return typeof told === 'string' ? told : numbersOf(item)[0];
};

const lookAtOrder = async (looking: Looking, order: TrackedOrder): Promise<void> => {
  if (isOrderLeftAlone(order, looking.now())) return;
  const ofProgram = looking.reads.filter(isPolled).filter((read) => read.order?.program === order.program);
  for (const read of ofProgram) {
    for (const readId of idsOf(order, read)) await lookByOrderRead(looking, read, order, readId);
  }
};

/** By which ids of the order the read is made. */
const idsOf = (order: TrackedOrder, read: PolledRead): readonly string[] => {
  switch (orderIdReadBy(read)) {
    case 'quoteIdAt':
      return [order.quoteId];
    case 'orderIdAt':
      return order.orderId === undefined ? [] : [order.orderId];
    case 'subOrderIdAt':
      return order.subOrderIds;
    default:
      return [];
  }
};

const lookByOrderRead = async (
  looking: Looking,
  read: PolledRead,
  order: TrackedOrder,
  readId: string,
): Promise<void> => {
  // What was never awaited need not be there yet, and AT&T would refuse a question without what it needs.
  if (!isAwaited(read, order, readId) || lackingFor(read, order.facts).length > 0) return;
  const shown = await looking.ask(read, pollRequestOf(read, readId, order.facts));
  const looked: Looked = { of: 'order', id: order.quoteId, readBy: read.id, readId };
  if (shown.is === 'none') looking.tell({ ...looked, what: 'unknown-at-att', here: 'known' });
  if (shown.is !== 'shown' || (await isFollowed(looking, read, readId))) return;
  const found = compareOrder(read, looked, order, shown.answer, timestampOf(looking.now()));
  if (found) looking.tell(found);
};

/** Whether something that the read shows has begun, as far as is known here. */
const isAwaited = ({ polled: { until } }: PolledRead, { facts }: TrackedOrder, readId: string): boolean => {
  if (!('fact' in until)) return false;
  if (until.fact === 'completion') return facts['status'] !== undefined || facts['completion'] !== undefined;
  return (facts[until.fact] ?? facts[factKey(until.fact, readId)]) !== undefined;
};

const lookAtLine = async (looking: Looking, item: Item): Promise<void> => {
  const line = lineItemSchema.parse(item);
  const read = looking.reads.find(({ id }) => id === getLineDetails.id);
  if (!read || isLineLeftAlone(line, looking.now())) return;
  const number = line.subscriberNumber;
  const shown = await looking.ask(read, ofNumber(number));
  const looked: Looked = { of: 'line', id: number, readBy: read.id, readId: number };
  const lines = shown.is === 'shown' ? valueAt(shown.answer, '/lines') : [];
  if (shown.is === 'missed' || !Array.isArray(lines)) return;
  const [one] = lines as unknown[];
  if (one === undefined) {
    looking.tell({ ...looked, what: 'unknown-at-att', here: line.status ?? 'unknown' });
    return;
  }
  const found = compareLine(looked, line, one);
  if (found) looking.tell(found);
};
