/** One comparison of a question in the words of Logs Insights. */
interface Comparison {
  field: string;
  holds: (value: unknown) => boolean;
}

const written =
  /^(?:(?<has>ispresent)\((?<present>[\w.]+)\)|(?<field>[\w.]+) (?<sign>=|!=|>=|>|like|not like) (?<value>"[^"]*"|\/(?:[^/\\]|\\.)+\/|\d+))$/;

const comparisonOf = (text: string): Comparison => {
  const { has, present = '', field = present, sign = '', value = '' } = written.exec(text)?.groups ?? {};
  if (field === '') throw new Error(`Nobody here can read \`${text}\`.`);
  const word = value.slice(1, -1);
  const holds: Record<string, (found: unknown) => boolean> = {
    '': (found) => has !== undefined && found !== undefined,
    '=': (found) => found === word,
    '!=': (found) => found !== undefined && found !== word,
    '>': (found) => typeof found === 'number' && found > Number(value),
    '>=': (found) => typeof found === 'number' && found >= Number(value),
    like: (found) => typeof found === 'string' && new RegExp(word).test(found),
    'not like': (found) => typeof found === 'string' && !new RegExp(word).test(found),
  };
  return { field, holds: holds[sign]! };
};

/** A question as it is asked of lines: which it looks at, and what it wants of them. */
export interface ReadQuestion {
  /** Alternatives, each of which has to hold as a whole. */
  filter: Comparison[][];
  fields: string[];
}

/** @param text what Logs Insights is given */
export const readQuestion = (text: string): ReadQuestion => {
  const steps = text.split(/\n\| /);
  const named = new Set<string>();
  const question: ReadQuestion = { filter: [], fields: [] };
  for (const step of steps) {
    const [, verb = '', rest = ''] = /^(\w+) (.*)$/s.exec(step) ?? [];
    if (verb === 'filter' && question.filter.length === 0 && named.size === 0)
      question.filter = rest.split(' or ').map((one) => one.split(' and ').map(comparisonOf));
    if (verb === 'filter') question.fields.push(...comparedIn(rest).filter((field) => !named.has(field)));
    if (verb !== 'stats') continue;
    const [counted = '', by = ''] = rest.split(' by ');
    const asked = [...counted.matchAll(/\w+\(([\w.]+)/g)].map(([, field = '']) => field);
    question.fields.push(...[...asked, ...by.split(', ')].filter((field) => field !== '' && !named.has(field)));
    for (const [, name = ''] of counted.matchAll(/ as (\w+)/g)) named.add(name);
  }
  return { ...question, fields: [...new Set(question.fields)] };
};

const comparedIn = (filter: string): string[] => filter.split(/ or | and /).map((one) => comparisonOf(one).field);

/** What a line has at `upstream.0.durationMs`. */
export const fieldOf = (line: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, token) =>
        typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[token] : undefined,
      line,
    );

export const linesFor = ({ filter }: ReadQuestion, lines: readonly object[]): object[] =>
  lines.filter((line) => filter.some((all) => all.every(({ field, holds }) => holds(fieldOf(line, field)))));

/** Fields and words that a filter pattern of `aws logs tail` compares. */
export const comparedByPattern = (pattern: string): { field: string; sign: string; word: string }[] =>
  [...pattern.matchAll(/\$\.([\w.[\]]+) (=|>=|!=) ("[^"]*"|\d+)/g)].map(([, field = '', sign = '', word = '']) => ({
    field: field.replaceAll(/\[(\d+)\]/g, '.$1'),
    sign,
    word: word.replaceAll('"', ''),
  }));
