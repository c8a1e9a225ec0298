import * as z from 'zod';
import { refuse } from '../../admission';
import type { Behaviour, MagicValue, OperationBehaviour, SimAnswer, SimRequest } from '../../behaviour';
import type { SimWorld } from '../../world/sim-world';
import { approvers, contracts, sendContract, type Contract } from './contracts';
import { creditChecks, isApproved } from './credit-checks';
import { attTime } from '../mobility/times';
import { failedByCode, failedContract } from './refusals';
import { quoteOf } from './quotes';

/** The contract sent, or why it cannot be. */
const sent = (request: SimRequest, world: SimWorld, quoteId: string, approver: string): Readonly<Contract> | string => {
  if (world.of(contracts).get(quoteId)?.status === 'Signed') return 'The contract of this quote is signed already';
  if (quoteOf(request, world, quoteId)?.orderId !== undefined) return 'The quote is ordered already';
  if (!isApproved(world.of(creditChecks).get(quoteId))) return 'The quote has no approved credit check';
  return sendContract(world, quoteId, approver);
};

const quoteSchema = z.looseObject({ quoteId: z.string() });
const effectOf = ({ body }: SimRequest): string => `contract of quote ${quoteSchema.parse(body).quoteId}`;
const description = 'Document has been sent for signature';

const apexSchema = z.looseObject({ quoteId: z.string(), approverEmail: z.string() });

const createInApex: Behaviour = (request, world) => {
  const { quoteId, approverEmail } = apexSchema.parse(request.body);
  if (!quoteOf(request, world, quoteId)) return refuse(404, `Quote ${quoteId} not found`);
  const contract = sent(request, world, quoteId, approverEmail);
  if (typeof contract === 'string') return failedContract(contract);
  return {
    status: 200,
    body: {
      ContractEnvelopeId: contract.envelopeId,
      ESignIntegrationResponseStep: {
        isSuccess: true,
        esignRequestIdABV: Number(contract.esignRequestId),
        description,
      },
      SetError: false,
      callContractMS: true,
    },
  };
};

const allianceSchema = z.looseObject({
  quoteId: z.string(),
  contractDetails: z
    .looseObject({ contactObj: z.looseObject({ contactEmail: z.string().optional() }).optional() })
    .optional(),
});

const createInAlliance: Behaviour = (request, world) => {
  const { quoteId, contractDetails } = allianceSchema.parse(request.body);
  if (!quoteOf(request, world, quoteId)) return failedByCode(404, `Quote ${quoteId} not found`);
  const contract = sent(request, world, quoteId, contractDetails?.contactObj?.contactEmail ?? '');
  if (typeof contract === 'string') return failedByCode(400, contract);
  return {
    status: 200,
    body: {
      code: 200,
      message: 'Success',
      description,
      traceId: request.headers['x-trace-id'] ?? '',
      transactionId: request.headers['x-transaction-id'] ?? '',
      esignRequestId: contract.esignRequestId,
    },
  };
};

const readInAlliance: Behaviour = (request, world): SimAnswer => {
  const quoteId = request.query['quoteId'] ?? '';
  const contract = quoteOf(request, world, quoteId) && world.of(contracts).get(quoteId);
  if (!contract) return refuse(404, 'No contract found.');
  const { status, esignRequestId, createdAt } = contract;
  const createdDate = createdAt === undefined ? undefined : attTime(createdAt);
  return { status: 200, body: { quoteId, contractStatus: status, esignRequestId, createdDate } };
};

const sentSchema = z.union([
  z
    .looseObject({
      ContractEnvelopeId: z.string(),
      ESignIntegrationResponseStep: z.looseObject({ esignRequestIdABV: z.number() }),
    })
    .transform(({ ContractEnvelopeId: envelopeId, ESignIntegrationResponseStep: { esignRequestIdABV } }) => ({
      envelopeId,
      esignRequestId: String(esignRequestIdABV),
    })),
  z.looseObject({ esignRequestId: z.string() }).transform(({ esignRequestId }) => ({ esignRequestId })),
]);

/** Sends it, under the ids of AT&T’s sample. */
const asInSample =
  (create: Behaviour): NonNullable<OperationBehaviour['afterExample']> =>
  (request, { body }, world) => {
    create(request, world);
    const { quoteId } = quoteSchema.parse(request.body);
    const contract = world.of(contracts).get(quoteId);
    if (contract) world.of(contracts).put(quoteId, { ...contract, ...sentSchema.parse(body) });
  };

const makes: NonNullable<OperationBehaviour['makes']> = (_answer, { body }) => ({
  kind: contracts,
  key: quoteSchema.parse(body).quoteId,
});

const magicMailboxes = (where: MagicValue['where']): MagicValue[] =>
  Object.entries(approvers).map(([value, { outcome }]) => ({ where, value, outcome }));

export const apexCreateContract: OperationBehaviour = {
  answer: createInApex,
  effectOf,
  afterExample: asInSample(createInApex),
  makes,
  magicValues: magicMailboxes('/approverEmail'),
};

export const allianceCreateContract: OperationBehaviour = {
  answer: createInAlliance,
  effectOf,
  afterExample: asInSample(createInAlliance),
  makes,
  magicValues: magicMailboxes('/contractDetails/contactObj/contactEmail'),
};

export const allianceGetContract: OperationBehaviour = { answer: readInAlliance };
