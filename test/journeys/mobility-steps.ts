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

/** An answer has to have these texts, by JSON pointer. */
export const having =
  (wanted: (kept: Kept) => Record<string, string | undefined>): NonNullable<CallStep['check']> =>
  (answer, kept) => {
    const wrong = Object.entries(wanted(kept)).find(([pointer, value]) => textAt(answer, pointer) !== value);
    if (!wrong) return undefined;
    const [pointer, value] = wrong;
    return `${pointer} is ${textAt(answer, pointer) ?? 'nothing'} and not ${value ?? 'nothing'}`;
  };
