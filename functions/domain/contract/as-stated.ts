import * as z from 'zod';
import { newIdsOf, needsOf, isRequiredIn } from '#domain/contract/needs';
import { inOwnShape, plain } from '#domain/contract/own-shape';
import type { AnswerStatement, Condition, Contract, MemberAt, Stated } from '#domain/contract/statement';
import type { Operation, ReadBack } from '#domain/define-operation';
import type { SuccessRule } from '#domain/success-rule';
import { textAt, textsAt, tokensOf, valueAt, type Pointer } from '#domain/json/json-pointer';

type StatedRequest = NonNullable<Stated['request']>;

/**
 * Operations as a tenant’s contract states them: what they take, what is secret of it, how answers are judged. What they are
 * to the gateway stays as it is, and is read through `ownRequest` and `ownAnswer`.
 */
export const asStated =
  (contract: Contract) =>
  <O extends Operation>(operation: O): O => {
    const { readBack, polledBy } = operation;
    const asHere = <R extends Pick<ReadBack, 'by'>>(rule: R): R => ({ ...rule, by: asStated(contract)(rule.by) });
    const stated = contract[operation.id];
    return {
      ...operation,
      ...(stated && { stated }),
      ...(stated?.request && withRequest(operation, stated.request)),
      ...(stated?.answer && { success: successRule(operation, stated.answer) }),
      ...(readBack && {
        readBack: { ...asHere(readBack), ...(readBack.orElse && { orElse: asHere(readBack.orElse) }) },
      }),
      ...(polledBy && { polledBy: asStated(contract)(polledBy) }),
    };
  };

const withRequest = (operation: Operation, request: StatedRequest): Partial<Operation> => ({
  request: operation.request.body
    ? { ...operation.request, body: bodySchema(operation, operation.request.body, request) }
    : operation.request,
  // A tenant that states others has no less to hide.
  secretMembers: [...(operation.secretMembers ?? []), ...(request.secretMembers as Pointer[])],
  ...(request.packs && { packs: request.packs as NonNullable<Operation['packs']> }),
});

/** Takes any object, or list where the reference has one, that meets the stated schema and has what the gateway cannot do without. */
const bodySchema = (operation: Operation, own: z.ZodType, { members, schema, check }: StatedRequest): z.ZodType => {
  const required = needsOf(operation).request.filter((pointer) => isRequiredIn(own, pointer));
  const isList = own.type === 'array';
  const checked = z.unknown().superRefine((body, context) => {
    if (typeof body !== 'object' || body === null || (Array.isArray(body) && !isList)) {
      context.addIssue({
        code: 'custom',
        path: [],
        message: isList ? 'must be a list or an object' : 'must be an object',
      });
      return;
    }
    for (const { path, detail } of check?.(body) ?? []) {
      context.addIssue({ code: 'custom', path: [...path], message: detail });
    }
    for (const pointer of required) {
      const at = placeOf(members[pointer]);
      if (at === undefined || textAt(body, at)?.trim()) continue;
      context.addIssue({
        code: 'custom',
        path: [...tokensOf(at)],
        message: 'is required: the gateway knows the call by it',
      });
    }
  });
  return schema ? checked.meta(membersIn(schema)) : checked;
};

/** As much of a JSON Schema as says which members there are. */
const membersIn = ({
  type,
  properties,
  items,
  anyOf,
  oneOf,
  allOf,
}: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries({ type, properties, items, anyOf, oneOf, allOf }).filter(([, value]) => value !== undefined),
  );

const placeOf = (member: MemberAt | undefined): string | undefined =>
  typeof member === 'string' ? member : (member?.at ?? undefined);

const successRule = (operation: Operation, answer: AnswerStatement): SuccessRule => {
  const { success } = operation;
  const ids = newIdsOf(operation);
  const own = (body: unknown): unknown => inOwnShape(answer.members, body);
  return {
    done: z.custom((body) =>
      answer.done
        ? answer.done.some((one) => meets(one, body)) &&
          ids.every((id) => textsAt(own(body), id).some((text) => text.trim() !== ''))
        : success.done.safeParse(own(body)).success,
    ),
    refused: z.custom((body) =>
      answer.refused
        ? answer.refused.some((one) => meets(one, body))
        : success.refused?.safeParse(own(body)).success === true,
    ),
    ...(answer.refused && { usualFlags: false }),
    ...noneFound(operation, answer),
    ...(answer.errors && { errorAt: answer.errors }),
  };
};

/** Whether a document shows all that a condition asks for. */
export const meets = (condition: Condition, body: unknown): boolean =>
  Object.entries(condition).every(([pointer, words]) => {
    const value = valueAt(body, pointer);
    if (value === undefined || value === null || value === '') return false;
    return words === true || words.some((word) => plain(word) === plain(value));
  });

const noneFound = ({ success }: Operation, { noneFound: stated }: AnswerStatement): Partial<SuccessRule> => {
  const sentence = stated ? sentences(stated) : success.noneFound;
  return sentence ? { noneFound: sentence } : {};
};

const sentences = (texts: readonly string[]): RegExp =>
  new RegExp(
    `^\\s*(?:${texts.map((text) => text.trim().replaceAll(/[^0-9A-Za-z]/g, String.raw`\$&`)).join('|')})\\s*$`,
    'i',
  );
