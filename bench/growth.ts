import { costsIn, kindsOfCalls, least } from './measure/growth';

/** `npm run bench:growth`: what a call of each kind costs in the table, where there is little and where there is much. */
const surroundings = [
  least,
  { ...least, items: 1_000 },
  { ...least, items: 10_000 },
  { ...least, solutionProviders: 100 },
  { ...least, endpoints: 20 },
];

const rows = new Map<string, Record<string, string>>(kindsOfCalls.map((kind) => [kind, {}]));
for (const around of surroundings) {
  const { items, solutionProviders, endpoints } = around;
  const costs = await costsIn(around);
  for (const kind of kindsOfCalls) {
    const row = rows.get(kind);
    if (row)
      row[`${items} items, ${solutionProviders} providers, ${endpoints} endpoints`] =
        `${Number(costs[kind].requests.toFixed(2))} requests, ${Math.round(costs[kind].bytes)} bytes`;
  }
}
console.table(Object.fromEntries(rows));
