import { Option } from 'commander';
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

/** A telephone number as AT&T writes it, however it was given; the text itself where it is none. */
const numberOf = (given: string): string => given.replaceAll(/[^\d]/g, '').replace(/^1(?=\d{10}$)/, '') || given;

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

export const subjectOptions: readonly Option[] = names.map((name) =>
  new Option(flags[name], abouts[name]).conflicts(names.filter((other) => other !== name)),
);

/** @throws Refusal where none is named, for no number, or a Solution Provider that the tenant does not have */
export const subjectOf = (deployment: Deployment, options: SubjectOptions): Subject => {
  const { number, customer, client, solutionProvider } = options;
  if (number !== undefined) {
    const subject = subjectSchema.safeParse({ number: numberOf(number) });
    if (subject.success) return subject.data;
    throw new Refusal(`${number} is no telephone number of ten digits.`);
  }
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
  personal: { number: number === undefined ? undefined : numberOf(number), customer },
});
