import { InvalidArgumentError, Option } from 'commander';
import { requireProviders, type Deployment } from './deployment';
import { subjectSchema, type Subject } from './erasure/subject';
import { Refusal } from './failures';

/** Whose data a command is about: one of them. */
export interface SubjectOptions {
  number?: string;
  customer?: string;
  client?: string;
  solutionProvider?: string;
}

const numberOf = (given: string): string => {
  const digits = given.replaceAll(/[^\d]/g, '').replace(/^1(?=\d{10}$)/, '');
  const number = subjectSchema.safeParse({ number: digits });
  if (number.success) return digits;
  throw new InvalidArgumentError('It is a telephone number of ten digits.');
};

const names = ['number', 'customer', 'client', 'solutionProvider'] as const;
const flags = {
  number: '-n, --number <number>',
  customer: '--customer <reference>',
  client: '-c, --client <id>',
  solutionProvider: '-p, --solution-provider <id>',
};
const abouts = {
  number: 'a telephone number',
  customer: 'what a partner calls a customer: x-customer-reference',
  client: 'a client of the gateway’s',
  solutionProvider: 'a Solution Provider',
};

export const subjectOptions: readonly Option[] = names.map((name) => {
  const option = new Option(flags[name], abouts[name]).conflicts(names.filter((other) => other !== name));
  return name === 'number' ? option.argParser(numberOf) : option;
});

/** @throws Refusal where none is named, or a Solution Provider that the tenant does not have */
export const subjectOf = (deployment: Deployment, options: SubjectOptions): Subject => {
  const { number, customer, client, solutionProvider } = options;
  if (number !== undefined) return { number };
  if (customer !== undefined) return { customer };
  if (client !== undefined) return { client };
  if (solutionProvider === undefined)
    throw new Refusal('Say whose: --number, --customer, --client or --solution-provider.');
  requireProviders(deployment, [solutionProvider]);
  return { solutionProvider };
};

/** What the audit has of it: Solution Providers and clients by name, of people keyed hashes alone. */
export const changesOf = ({ number, customer, client, solutionProvider }: SubjectOptions) => ({
  ...(solutionProvider !== undefined && { providers: [solutionProvider] }),
  about: { ...(client !== undefined && { client }) },
  personal: { number, customer },
});
