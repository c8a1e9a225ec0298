import { at } from './members';

/** AT&T’s code in a refusal of the simulator’s. */
export const codeIn = (body: unknown): string | undefined => firstText(body, ['/errorCode', '/code', '/error/code']);

/** AT&T’s sentence in a refusal of the simulator’s. */
export const messageIn = (body: unknown): string | undefined =>
  firstText(body, ['/logErrorMessage', '/message', '/error/message', '/error']);

const firstText = (body: unknown, pointers: readonly string[]): string | undefined =>
  pointers.map((pointer) => at(body, pointer)).find((value) => typeof value === 'string');
