import type { Bundle } from './collect';

/** A bundle as a person reads it: a list of what there is, each member on a line. */
export const pageOf = ({ madeAt, solutionProvider, environment, requests, items, orders }: Bundle): string =>
  [
    `# What ${solutionProvider} asked of AT&T’s ${environment}`,
    `Made ${madeAt}. Times are UTC. \`attTraceId\` is what AT&T was sent in \`x-trace-id\`; hashes are keyed. It has no personal data.`,
    ...requests.map((one) => section(`Request ${one.requestId ?? ''}`, one)),
    ...items.map((one) => section(`${one.kind ?? ''} ${one.id ?? '(its id is a number of a person’s)'}`, one)),
    ...orders.map((one) => section(`Order ${one.orderId ?? `of quote ${one.quoteId ?? ''}`}`, one)),
  ].join('\n\n');

const section = (title: string, members: object): string =>
  [`## ${title}`, '', ...Object.entries(members).flatMap(([name, value]) => linesOf(name, value))].join('\n');

const linesOf = (name: string, value: unknown): string[] => {
  if (!Array.isArray(value)) return [`- ${name}: ${inWords(value)}`];
  return value.length === 0 ? [] : [`- ${name}:`, ...value.map((one) => `  - ${inWords(one)}`)];
};

const inWords = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? Object.entries(value)
        .map(([name, one]) => `${name} ${String(one)}`)
        .join(', ')
    : String(value);
