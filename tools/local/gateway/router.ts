import type { ServedRoute } from './served-routes';

/** A path and what is served there, by method. */
export interface Resource {
  /** With its parameters in braces. */
  path: string;
  methods: Map<string, ServedRoute>;
}

export interface Match {
  resource: Resource;
  /** As they stand in the address, still percent-encoded. */
  parameters: Record<string, string>;
}

interface Node {
  children: Map<string, Node>;
  parameter?: { name: string; node: Node };
  resource?: Resource;
}

export type Router = (path: string) => Match | undefined;

/** Finds routes as API Gateway does: a literal segment goes before a parameter, a parameter takes one segment, and a slash at the end is none. */
export const createRouter = (routes: readonly ServedRoute[]): Router => {
  const root: Node = { children: new Map() };
  /** Those without a parameter, which go before all others: looked up as they stand. */
  const literal = new Map<string, Resource>();
  for (const served of routes) {
    const { path, method } = served.route;
    const node = path.slice(1).split('/').reduce(nodeBelow, root);
    node.resource ??= { path, methods: new Map() };
    node.resource.methods.set(method, served);
    if (!path.includes('{')) literal.set(path, node.resource);
  }
  return (path) => {
    const resource = literal.get(path);
    if (resource) return { resource, parameters: {} };
    if (!path.startsWith('/')) return undefined;
    return find(root, path.slice(1).replace(/\/$/, '').split('/'), 0, {});
  };
};

const nodeBelow = (node: Node, segment: string): Node => {
  const name = /^\{(\w+)\}$/.exec(segment)?.[1];
  if (name !== undefined) {
    node.parameter ??= { name, node: { children: new Map() } };
    if (node.parameter.name !== name)
      throw new Error(`{${name}} and {${node.parameter.name}} stand in the same place.`);
    return node.parameter.node;
  }
  const known = node.children.get(segment);
  if (known) return known;
  const made: Node = { children: new Map() };
  node.children.set(segment, made);
  return made;
};

const find = (
  node: Node,
  segments: readonly string[],
  depth: number,
  parameters: Record<string, string>,
): Match | undefined => {
  const segment = segments[depth];
  if (segment === undefined) return node.resource && { resource: node.resource, parameters };
  const child = node.children.get(segment);
  const literal = child && find(child, segments, depth + 1, parameters);
  if (literal || !node.parameter || segment === '') return literal;
  return find(node.parameter.node, segments, depth + 1, { ...parameters, [node.parameter.name]: segment });
};
