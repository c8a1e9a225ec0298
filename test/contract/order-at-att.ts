import { judge } from '#att/judge';
import { operationById } from '#operations/registry';
import { orderRequest, type OrderChoices, type OrderIds, type OrderStepId } from '../journeys/ordering-requests';
import { contracts, type Contract } from '../../tools/simulator/behaviours/ordering/contracts';
import { demoCredentials } from '../../tools/simulator/credentials';
import { simulatedAtt, simulatedUrl } from '../../tools/simulator/in-process';
import { idsIn, orderFlow } from '../support/walk-order';

export const solutionProvider = 'A-06399x';

export type Ids = OrderIds & { quoteId: string };

/** The simulated AT&T, asked directly: its answers, and what the gateway would make of them. */
export const attItself = () => {
  const att = simulatedAtt();

  const ask = async (id: Parameters<typeof operationById>[0], body?: object, query: Record<string, string> = {}) => {
    const { binding, family, success } = operationById(id);
    const { clientId, clientSecret } = demoCredentials(family, solutionProvider);
    const url = new URL(`${simulatedUrl}/${binding.domain}${binding.path}?${new URLSearchParams(query).toString()}`);
    const headers = {
      client_id: clientId,
      client_secret: clientSecret,
      'x-trace-id': 'trace',
      'x-transaction-id': 'transaction',
      'content-type': 'application/json',
    };
    const request = { method: binding.method, url, headers, ...(body && { body: JSON.stringify(body) }) };
    const wire = await att.transport(request, 1_000);
    const answer = JSON.parse(wire.text) as Record<string, unknown>;
    return { status: wire.status, answer, outcome: judge(success, wire).outcome };
  };

  const sign = ({ quoteId }: Ids, status: Contract['status']): void => {
    att.simulation.world.set(contracts, solutionProvider, quoteId, { status });
  };

  /** An order, the step named being the next; what the steps before it need is done. */
  const walked = async (
    step: OrderStepId | 'end',
    program: keyof typeof orderFlow,
    choices: OrderChoices = {},
  ): Promise<Ids> => {
    let ids: Ids = { solutionProvider, quoteId: '' };
    for (const id of orderFlow[program]) {
      if (id === step) break;
      const { answer, outcome } = await ask(id, orderRequest(id, ids, choices));
      if (outcome !== 'succeeded') throw new Error(`${id} was ${outcome}`);
      ids = { ...ids, ...idsIn({ body: answer }) };
      if (id.endsWith('create-contract') && choices.approverEmail === undefined) sign(ids, 'Signed');
    }
    return ids;
  };

  return {
    ask,
    sign,
    /** Simulated time goes by. */
    pass: (duration: string): void => {
      att.simulation.world.clock.advance(duration);
    },
    effects: () => att.simulation.effects.all().map(({ key, count }) => [key, count]),
    walkedTo: (step: OrderStepId, choices?: OrderChoices) =>
      walked(step, step.startsWith('apex') ? 'apex' : 'alliance', choices),
    walkedThrough: (program: keyof typeof orderFlow) => walked('end', program),
  };
};
