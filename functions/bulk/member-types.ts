import * as z from 'zod';

/** JSON Schema, as far as it says which types a member may have. */
interface Shape {
  type?: string | string[];
  properties?: Record<string, Shape>;
  items?: Shape;
  prefixItems?: Shape[];
  anyOf?: Shape[];
  oneOf?: Shape[];
  allOf?: Shape[];
}

/** What the schema of a body says of its members. */
export interface MemberTypes {
  /** Of its own members, wherever it is one of several. */
  names: ReadonlySet<string>;
  /** JSON types it allows at a place; none where it says nothing. */
  at: (path: readonly string[]) => ReadonlySet<string>;
}

export const memberTypesOf = (schema: z.ZodType): MemberTypes => {
  const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape; // Read by members it may have.
  const whole = branchesOf(shape);
  return {
    names: new Set(whole.flatMap(({ properties = {} }) => Object.keys(properties))),
    at: (path) => {
      const places = path.reduce<Shape[]>((here, token) => here.flatMap((place) => below(place, token)), whole);
      return new Set(places.flatMap(({ type = [] }) => type));
    },
  };
};

/** A schema and everything it is one of, or all of. */
const branchesOf = (shape: Shape): Shape[] => [
  shape,
  ...[...(shape.anyOf ?? []), ...(shape.oneOf ?? []), ...(shape.allOf ?? [])].flatMap(branchesOf),
];

const below = ({ properties, items, prefixItems }: Shape, token: string): Shape[] => {
  const member = properties && Object.hasOwn(properties, token) ? properties[token] : undefined;
  const element = /^\d+$/.test(token) ? (prefixItems?.[Number(token)] ?? items) : undefined;
  return [member, element].flatMap((shape) => (shape ? branchesOf(shape) : []));
};
