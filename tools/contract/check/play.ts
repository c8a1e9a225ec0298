import { unconfirmed } from '#api/verify-write';
import { asStated } from '#domain/contract/as-stated';
import { newIdsOf } from '#domain/contract/needs';
import { ownAnswer } from '#domain/contract/own-shape';
import type { Operation } from '#domain/define-operation';
import { readBacksOf } from '#domain/read-backs-of';
import { textAt } from '#domain/json/json-pointer';
import { parseExactly } from '#domain/json/parse-json';
import { TransportError } from '#att/transport';
import type { RegisteredOperation } from '#operations/registry';
import type { RequestRecord } from '#requests/request-record';
import { statedAtt } from '../../simulator/in-process';
import type { Deployment } from './deployment';
import { inMemoryGateway } from './in-memory-gateway';
import { callOf, outcomeOf } from './replay';
import type { WireSample } from './samples';
import { reasonOf } from './verdict';

/** What follows from a call at a simulator that speaks as the tenant states. */
export interface Played {
  proven: readonly string[];
  open: readonly string[];
}

const none: Played = { proven: [], open: [] };
const proven = (line: string): Played => ({ proven: [line], open: [] });
const open = (line: string): Played => ({ proven: [], open: [line] });

/** Plays a sample that means done: polls what it began to its end, confirms it, and finds out what became of it when its answer is lost. */
export const play = async (
  deployment: Deployment,
  operation: RegisteredOperation,
  sample: WireSample,
): Promise<Played> => {
  const stated: Operation = asStated(deployment.contract)(operation);
  const { polledBy, readBack, longRunning } = stated;
  const isBound = ({ id }: Operation): boolean => deployment.settings.bindings[id]?.baseUrl !== undefined;
  const isFollowed = polledBy !== undefined && longRunning?.step === 'open';
  const lookers = readBacksOf(stated).map(({ by }) => by);
  // One that can look is enough.
  const readers = [...(isFollowed ? [polledBy] : []), ...(lookers.some(isBound) ? [] : lookers)];
  if (readers.length === 0 && !readBack) return none;
  const unbound = readers.filter((reader) => !isBound(reader));
  if (unbound.length > 0)
    return open(`what becomes of it: ${[...new Set(unbound.map(({ id }) => id))].join(', ')} is not bound`);
  const parts = [
    ...(isFollowed ? [await followed(deployment, operation, sample)] : []),
    ...(readBack?.confirms ? [await confirmed(deployment, operation, sample)] : []),
    ...(readBack ? [await foundOut(deployment, operation, sample)] : []),
  ];
  return {
    proven: parts.flatMap((part) => part.proven),
    open: [...new Set(parts.flatMap((part) => part.open))],
  };
};

/** A gateway before its first call, and an AT&T in the tenant’s words. */
const onStage = async ({ settings, contract, stated }: Deployment, losesFirst = false) => {
  const { transport, simulation } = statedAtt(stated);
  const { clock } = simulation.world;
  let isFirst = true;
  const gateway = await inMemoryGateway(
    settings,
    contract,
    async (request, deadlineMs) => {
      const answer = await transport(request, deadlineMs);
      const isLost = losesFirst && isFirst;
      isFirst = false;
      if (isLost) throw new TransportError('timeout', true);
      return answer;
    },
    () => clock.now().getTime(),
  );
  const pass = (seconds: number): void => {
    clock.advance(`PT${seconds}S`);
    simulation.world.runDueTransitions();
  };
  return { gateway, pass };
};

const refusedByWorld = (reason: string): Played =>
  open(`what becomes of it: the simulator, which speaks as you state, refuses the sample (${reason})`);

const followed = async (
  deployment: Deployment,
  operation: RegisteredOperation,
  sample: WireSample,
): Promise<Played> => {
  const { gateway, pass } = await onStage(deployment);
  const call = callOf(deployment, operation, sample);
  const response = await gateway.call(operation.id, call);
  if (outcomeOf(response) !== 'done') return refusedByWorld(reasonOf(response.body));
  const stated: Operation = asStated(deployment.contract)(operation);
  const [idAt] = newIdsOf(operation);
  const id = textAt(ownAnswer(stated, parseExactly(response.body)), idAt) ?? '';
  const { id: reader, polled } = stated.polledBy ?? {};
  const target = { solutionProvider: call.solutionProvider, kind: polled?.kind ?? '', id };
  const polls = await gateway.pollToTheEnd(target, pass);
  return polls.at(-1) === 'final'
    ? proven(`polled to the end by ${reader ?? ''}`)
    : open(`that it comes to an end: ${polls.length} polls by ${reader ?? ''} saw none; see its \`answer.members\``);
};

const confirmed = async (
  deployment: Deployment,
  operation: RegisteredOperation,
  sample: WireSample,
): Promise<Played> => {
  const { gateway } = await onStage(deployment);
  const response = await gateway.call(operation.id, callOf(deployment, operation, sample));
  if (outcomeOf(response) !== 'done') return refusedByWorld(reasonOf(response.body));
  const reader = operation.readBack?.by.id ?? '';
  return !String(response.headers?.['warning'] ?? '').includes(unconfirmed)
    ? proven(`confirmed by ${reader}`)
    : open(`that it is confirmed: ${reader} does not show it; see its \`answer.members\``);
};

const foundOut = async (
  deployment: Deployment,
  operation: RegisteredOperation,
  sample: WireSample,
): Promise<Played> => {
  const { gateway, pass } = await onStage(deployment, true);
  const response = await gateway.call(operation.id, callOf(deployment, operation, sample));
  const outcome = outcomeOf(response);
  if (outcome !== 'unknown') return open(`what becomes of it when its answer is lost: it is ${outcome} all the same`);
  pass(3_600);
  const record = await gateway.reconcile(response);
  const readers = readBacksOf(operation)
    .map(({ by }) => by.id)
    .join(', ');
  if (record?.outcome === 'succeeded') return foundBy(record, operation);
  const found =
    record?.outcome === 'unknown'
      ? `${readers} gives no usable answer; see its \`answer\``
      : (record?.evidence.at(-1) ?? 'no record is kept');
  return open(`what becomes of it when its answer is lost: ${found}`);
};

/** What a record tells that has its outcome from a read. */
const foundBy = ({ readBack, attReference }: RequestRecord, { binding, idempotency }: Operation): Played => {
  const reader = readBack?.operation ?? '';
  const told = proven(`a lost answer found out by ${reader}`);
  return idempotency !== 'required' || binding.idAt === undefined || attReference !== undefined
    ? told
    : { ...told, open: [`AT&T’s id of what a call with a lost answer made: ${reader} does not show it`] };
};
