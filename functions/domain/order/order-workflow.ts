import type { FactName, OrderFactName, Program, SubOrderFactName } from '#domain/order/facts';

/** A fact a step waits for. */
export interface Need {
  fact: FactName;
  oneOf: readonly string[];
  /** Whether it is known per sub-order: then of the one the step names. */
  perSubOrder?: true;
  /** AT&T publishes no way to see it, so a partner has to attest it; in `advisory` mode it may stay unknown. */
  unreported?: true;
  /** Step that makes it so. While one is in flight or its outcome unknown, it may be so already. */
  by?: 'create-order' | 'hand-off-order';
}

export interface StepRule {
  needs: readonly Need[];
  /** Facts after which the step is not taken any more, nor while they may be so already. */
  refusedAfter: readonly Need[];
  /** The fact that a done step records, unless AT&T’s answer says more. */
  records: { fact: FactName; value: string };
  perSubOrder?: true;
  /** A second time would make a second thing. */
  once?: true;
  description: string;
}

const approvedCredit: Need = { fact: 'credit', oneOf: ['approved'] };
const declinedCredit: Need = { fact: 'credit', oneOf: ['declined'] };
const sentContract: Need = { fact: 'contract', oneOf: ['sent'] };
const signedContract: Need = { fact: 'signature', oneOf: ['signed'], unreported: true };
const createdOrder: Need = { fact: 'order', oneOf: ['created'], by: 'create-order' };
const handedOff: Need = { fact: 'handoff', oneOf: ['done'], perSubOrder: true, by: 'hand-off-order' };
const completed: Need = { fact: 'completion', oneOf: ['completed', 'cancelled'] };

const record = <F extends OrderFactName | SubOrderFactName>(fact: F, value: string) => ({ fact, value });

const enrichment = (fact: SubOrderFactName, description: string): StepRule => ({
  needs: [createdOrder],
  refusedAfter: [handedOff, completed],
  records: record(fact, 'enriched'),
  perSubOrder: true,
  description,
});

/** Steps that both programs share, up to the order. */
const untilOrder = {
  'create-quote': {
    needs: [],
    refusedAfter: [],
    records: record('quote', 'created'),
    description: 'Create the quote and its opportunity.',
  },
  'check-credit': {
    needs: [],
    refusedAfter: [declinedCredit, createdOrder, completed],
    records: record('credit', 'requested'),
    description: 'Have AT&T check the end customer’s credit.',
  },
  'create-contract': {
    needs: [approvedCredit],
    refusedAfter: [signedContract, createdOrder, completed],
    records: record('contract', 'sent'),
    description: 'Create the contract and send it to be signed.',
  },
  'create-order': {
    needs: [approvedCredit, sentContract, signedContract],
    refusedAfter: [completed],
    records: record('order', 'created'),
    once: true,
    description: 'Create the order from the signed quote.',
  },
} as const satisfies Record<string, StepRule>;

const handOff = (enrichments: readonly SubOrderFactName[]): StepRule => ({
  needs: [
    approvedCredit,
    signedContract,
    createdOrder,
    ...enrichments.map((fact): Need => ({ fact, oneOf: ['enriched'], perSubOrder: true })),
  ],
  refusedAfter: [completed],
  records: record('handoff', 'done'),
  perSubOrder: true,
  once: true,
  description: 'Submit the sub-order to AT&T.',
});

/**
 * What each step of an order needs, per program: AT&T’s stated gates (credit approval before contract, contract before
 * order, a signed contract freezes the quote, a declined credit check ends it, handoff last). Where an APEX end
 * customer is assigned is not settled by AT&T, so that step has no place of its own. Which enrichments a
 * handoff needs is not published in detail: billing and grouping are called optional or helpful, the others are required here.
 */
export const orderWorkflow = {
  apex: {
    ...untilOrder,
    'configure-quote': {
      needs: [],
      refusedAfter: [signedContract, completed],
      records: record('quote', 'configured'),
      description: 'Add a product configuration to a site of the quote.',
    },
    'assign-end-customer': {
      needs: [],
      refusedAfter: [completed],
      records: record('endCustomer', 'assigned'),
      description: 'Assign the end customer to the sites of the quote.',
    },
    'enrich-installation-and-shipping': enrichment('installationAndShipping', 'Add installation and shipping details.'),
    'reserve-port': enrichment('portReservation', 'Reserve the port.'),
    'enrich-billing': enrichment('billing', 'Add billing details.'),
    'hand-off-order': handOff(['installationAndShipping', 'portReservation']),
  },
  alliance: {
    ...untilOrder,
    'enrich-installation': enrichment('installation', 'Add installation details.'),
    'enrich-shipping': enrichment('shipping', 'Add shipping details.'),
    'enrich-billing': enrichment('billing', 'Add billing details.'),
    'group-orders': {
      needs: [createdOrder],
      refusedAfter: [completed],
      records: record('group', 'enriched'),
      description: 'Group orders into a customer defined group.',
    },
    'hand-off-order': handOff(['installation', 'shipping']),
  },
} as const satisfies Record<Program, Record<string, StepRule>>;

export type OrderStepOf<P extends Program> = keyof (typeof orderWorkflow)[P];
export type OrderStep = { [P in Program]: OrderStepOf<P> }[Program];

/** @throws when the program has no such step: a mistake in an operation’s definition */
export const stepRule = (program: Program, step: OrderStep): StepRule => {
  const rules: Partial<Record<OrderStep, StepRule>> = orderWorkflow[program];
  const rule = rules[step];
  if (!rule) throw new Error(`${program} has no step ${step}.`);
  return rule;
};

export const stepsOf = (program: Program): readonly OrderStep[] => Object.keys(orderWorkflow[program]) as OrderStep[];
