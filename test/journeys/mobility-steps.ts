import { textAt } from '#domain/json/json-pointer';
import type { CallStep, Kept, MeanwhileStep } from './journey';

/** Who asks and why, which the gateway records of sensitive operations. */
export const asked = (reason: string): Record<string, string> => ({ 'x-actor': 'dana.reyes', 'x-reason': reason });

/** Time goes by at AT&T. */
export const meanwhile = (title: string, advance: string): MeanwhileStep => ({
  title: `Meanwhile, ${title}`,
  simulator: 'POST clock',
  body: () => ({ advance }),
  shows: ['/now'],
});

/** An answer has to have these texts, or such that match, by JSON pointer. */
export const having =
  (wanted: (kept: Kept) => Record<string, string | RegExp | undefined>): NonNullable<CallStep['check']> =>
  (answer, kept) => {
    for (const [pointer, value] of Object.entries(wanted(kept))) {
      const text = textAt(answer, pointer);
      const isRight = value instanceof RegExp ? value.test(text ?? '') : text === value;
      if (!isRight) return `${pointer} is ${text ?? 'nothing'} and not ${String(value ?? 'nothing')}`;
    }
    return undefined;
  };
