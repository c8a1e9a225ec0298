import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { lambdaContext } from './gateway/functions';

type Handler = (event: unknown, context: Omit<Context, 'done' | 'fail' | 'succeed'>) => Promise<unknown>;
const handlerModule = z.object({ handler: z.custom<Handler>((value) => typeof value === 'function') });

/** A function that no route leads to, loaded when it first runs, as Lambda does. @param name of its entry in `functions/entry` */
export const functionAt = (name: string, timeoutMs: number): ((event: unknown) => Promise<unknown>) => {
  let loading: Promise<Handler> | undefined;
  return async (event) => {
    loading ??= import(`../../functions/entry/${name}.ts`).then((loaded) => handlerModule.parse(loaded).handler);
    return (await loading)(event, lambdaContext(name, crypto.randomUUID(), timeoutMs));
  };
};
