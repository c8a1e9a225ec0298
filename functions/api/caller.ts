import * as z from 'zod';
import type { Scope } from '#domain/define-operation';
import { remembered } from '#domain/remembered';
import { whenUsed } from '#domain/when-used';
import { oncePerCall } from '#api/once-per-call';
import { standingIn, standingText, type WindowStanding } from '#api/window-standing';
import { isKeptFromAtt, restricted, type RestrictionLevel } from '#domain/restriction';
import { header, type GatewayEvent, type SingleHeader } from '#api/gateway-event';
import { Problem } from '#domain/problems/problems';
import type { BulkCallKey } from '#requests/request-record';

export const solutionProviderHeader = 'x-solution-provider-id' satisfies SingleHeader;

/** Who calls and what they may do, as the authorizer found it out. API Gateway carries only flat strings. */
export interface Caller {
  clientId: string;
  solutionProviders: readonly string[];
  scopes: readonly string[];
  /** How often it may still call, as this call was counted; absent where it was not. */
  standing?: readonly WindowStanding[] | undefined;
  /** Those of its Solution Providers that are kept from AT&T; absent where none is. */
  restricted?: CallersRestrictions | undefined;
}

export interface CallersRestrictions {
  disabled: readonly string[];
  readOnly: readonly string[];
  /** Whom to ask, where the tenant states it. */
  contact?: string | undefined;
}

/** Most callers are the same as before. */
const wordsIn = remembered((list): readonly string[] => list.split(' ').filter((word) => word !== ''));
const optional = ['standing', 'disabled', 'readOnly', 'contact'] as const;
type AuthorizerContext = Record<'clientId' | 'solutionProviders' | 'scopes', string> &
  Partial<Record<(typeof optional)[number], string>>;

/** Looked at by hand: a schema would take a twentieth of what the gateway itself does for a read. */
const isAuthorizerContext = (context: Record<string, unknown> | null | undefined): context is AuthorizerContext =>
  typeof context?.['clientId'] === 'string' &&
  typeof context['solutionProviders'] === 'string' &&
  typeof context['scopes'] === 'string' &&
  optional.every((name) => context[name] === undefined || typeof context[name] === 'string');

/** Undefined where nobody vouched for a caller, or said of it what nobody understands. */
const callerIn = (context: GatewayEvent['requestContext']['authorizer']): Caller | undefined => {
  if (!isAuthorizerContext(context)) return undefined;
  const { clientId, disabled, readOnly, contact } = context;
  const [solutionProviders, scopes] = [wordsIn(context.solutionProviders), wordsIn(context.scopes)];
  const standing = context.standing === undefined ? undefined : standingIn(context.standing);
  if (context.standing !== undefined && !standing) return undefined;
  return {
    ...{ clientId, solutionProviders, scopes },
    ...(standing && { standing }),
    ...((disabled ?? readOnly) !== undefined &&
      withRestricted(solutionProviders, wordsIn(disabled ?? ''), wordsIn(readOnly ?? ''), contact)),
  };
};

/** Each Solution Provider stands in one of the lists, so that the authorizer’s answer is no longer for being said how they are. */
const withRestricted = (
  free: readonly string[],
  disabled: readonly string[],
  readOnly: readonly string[],
  contact: string | undefined,
): Pick<Caller, 'solutionProviders' | 'restricted'> => ({
  solutionProviders: [...free, ...readOnly, ...disabled],
  restricted: { disabled, readOnly, contact },
});

/** Says in the authorizer’s place which call of a bulk write it is. No caller can: the authorizer says nothing of it. */
const bulkCallContext = whenUsed(() =>
  z.object({ bulkWrite: z.string(), bulkCall: z.string().regex(/^\d+$/).transform(Number) }),
);

export const bulkCallContextOf = ({ bulkWrite, call }: BulkCallKey): Record<string, string> => ({
  bulkWrite,
  bulkCall: String(call),
});

/** The call of a bulk write that it is; undefined for one that a caller makes. */
export const bulkCallOf = ({ requestContext }: GatewayEvent): BulkCallKey | undefined => {
  // A call of a client’s has none of it, and an error takes long to make.
  const { authorizer } = requestContext as { authorizer?: object | null };
  if (!authorizer || !('bulkWrite' in authorizer)) return undefined;
  const parsed = bulkCallContext().safeParse(authorizer);
  return parsed.success ? { bulkWrite: parsed.data.bulkWrite, call: parsed.data.bulkCall } : undefined;
};

/** Says in the same place that only the form of the call is to be checked, and not whether it would be let through now. */
export const formOnlyContext: Record<string, string> = { bulkCheck: 'form' };

const formOnly = whenUsed(() => z.looseObject({ bulkCheck: z.literal('form') }));

export const isFormOnly = (event: GatewayEvent): boolean => {
  const { authorizer } = event.requestContext as { authorizer?: unknown };
  return bulkCallOf(event) !== undefined && formOnly().safeParse(authorizer).success;
};

/** The authorizer's answer in the form API Gateway passes on. */
export const authorizerContextOf = (caller: Caller): Record<string, string> => ({
  clientId: caller.clientId,
  ...providersIn(caller),
  scopes: caller.scopes.join(' '),
  ...(caller.standing !== undefined && caller.standing.length > 0 && { standing: standingText(caller.standing) }),
});

const providersIn = ({ solutionProviders, restricted: kept }: Caller): Record<string, string> => {
  if (!kept) return { solutionProviders: solutionProviders.join(' ') };
  const { disabled, readOnly, contact } = kept;
  const free = solutionProviders.filter((id) => !disabled.includes(id) && !readOnly.includes(id));
  return {
    solutionProviders: free.join(' '),
    disabled: disabled.join(' '),
    readOnly: readOnly.join(' '),
    ...(contact !== undefined && { contact }),
  };
};

/** @throws Problem `unauthorized` when no authorizer vouched for the call. */
export const callerOf = oncePerCall((event: GatewayEvent): Caller => {
  const caller = callerIn(event.requestContext.authorizer);
  if (!caller) throw new Problem('unauthorized');
  return caller;
});

/** @throws Problem `scope-not-granted` */
export const requireScope = (caller: Caller, scope: Scope): void => {
  if (!caller.scopes.includes(scope)) {
    throw new Problem('scope-not-granted', { detail: `The operation needs the scope \`${scope}\`.` });
  }
};

/**
 * @param changes whether the call changes something at AT&T, or has it changed
 * @throws Problem `solution-provider-disabled`, `solution-provider-read-only`
 */
export const requireUnrestricted = (caller: Caller, solutionProvider: string, changes: boolean): void => {
  if (!caller.restricted) return;
  const level = levelOf(caller.restricted, solutionProvider);
  if (level && isKeptFromAtt(level, changes)) throw restricted(solutionProvider, level, caller.restricted.contact);
};

const levelOf = (
  { disabled, readOnly }: CallersRestrictions,
  solutionProvider: string,
): RestrictionLevel | undefined => {
  if (disabled.includes(solutionProvider)) return 'disabled';
  return readOnly.includes(solutionProvider) ? 'read-only' : undefined;
};

/**
 * The Solution Provider the call is for: the one named in `x-solution-provider-id`, or the only one the caller acts for.
 * @throws Problem `unauthorized`, `solution-provider-required`, `solution-provider-not-granted`
 */
export const solutionProviderOf = oncePerCall((event: GatewayEvent): string => {
  const caller = callerOf(event);
  const named = header(event, solutionProviderHeader)?.trim();
  if (named === undefined || named === '') {
    const [only, ...others] = caller.solutionProviders;
    if (only === undefined) throw new Problem('solution-provider-not-granted');
    if (others.length === 0) return only;
    throw new Problem('solution-provider-required', {
      errors: [
        { parameter: `header ${solutionProviderHeader}`, detail: 'is required, because this client acts for several' },
      ],
    });
  }
  if (!caller.solutionProviders.includes(named)) throw new Problem('solution-provider-not-granted');
  return named;
});
