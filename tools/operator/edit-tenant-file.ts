import { createRequire } from 'node:module';
import { join } from 'node:path';
import type ts from 'typescript';
import { Refusal } from './failures';

/** Half a second, which no command has to wait for that edits no file. */
const typescript = (): typeof ts =>
  createRequire(join(import.meta.dirname, 'edit-tenant-file.ts'))('typescript') as typeof ts;

/** A Solution Provider as a tenant’s file states it. */
export interface StatedProvider {
  id: string;
  families: readonly string[];
}

/** The text of a tenant’s file with one more Solution Provider; everything else is as it was. @throws Refusal where it has no list of them */
export const withProvider = (text: string, file: string, { id, families }: StatedProvider): string => {
  const { source, list } = listIn(text, file);
  const written = elementOf(file, id, families);
  const last = list.elements.at(-1);
  if (!last) return `${text.slice(0, list.getStart(source) + 1)}${written}${text.slice(list.getEnd() - 1)}`;
  const indent = /(?:^|\n)([ \t]*)$/.exec(text.slice(0, last.getStart(source)))?.[1];
  const newLine = text.includes('\r\n') ? '\r\n' : '\n';
  const before = indent === undefined ? ', ' : `,${newLine}${indent}`;
  const end = last.getEnd();
  return `${text.slice(0, end)}${before}${written}${text.slice(end)}`;
};

/** The same without one. @throws Refusal where it does not state it in that way */
export const withoutProvider = (text: string, file: string, id: string): string => {
  const { source, list } = listIn(text, file);
  const { elements } = list;
  const at = elements.findIndex((element) => idOf(element) === id);
  const element = elements[at];
  if (!element) throw new Refusal(`${file} does not state ${id} as text: take it out by hand. Nothing was changed.`);
  const next = elements[at + 1];
  const [from, to] = next
    ? [element.getStart(source), next.getStart(source)]
    : [elements[at - 1]?.getEnd() ?? element.getFullStart(), element.getEnd()];
  return text.slice(0, from) + text.slice(to);
};

const listIn = (text: string, file: string): { source: ts.SourceFile; list: ts.ArrayLiteralExpression } => {
  const parser = typescript();
  const source = file.endsWith('.json')
    ? parser.parseJsonText(file, text)
    : parser.createSourceFile(file, text, parser.ScriptTarget.Latest, true);
  const look = (node: ts.Node): ts.ArrayLiteralExpression | undefined => {
    const isList =
      parser.isPropertyAssignment(node) &&
      nameOf(node.name) === 'solutionProviders' &&
      parser.isArrayLiteralExpression(node.initializer);
    return isList ? node.initializer : parser.forEachChild(node, look);
  };
  const list = look(source);
  if (list) return { source, list };
  throw new Refusal(`${file} has no list of \`solutionProviders\`: edit it by hand. Nothing was changed.`);
};

const nameOf = (name: ts.PropertyName): string | undefined =>
  typescript().isIdentifier(name) || typescript().isStringLiteral(name) ? name.text : undefined;

const idOf = (element: ts.Expression): string | undefined => {
  const parser = typescript();
  if (!parser.isObjectLiteralExpression(element)) return undefined;
  const member = element.properties.find((one) => parser.isPropertyAssignment(one) && nameOf(one.name) === 'id');
  const value = member && parser.isPropertyAssignment(member) ? member.initializer : undefined;
  return value && parser.isStringLiteral(value) ? value.text : undefined;
};

const elementOf = (file: string, id: string, families: readonly string[]): string => {
  if (file.endsWith('.json'))
    return `{ "id": ${JSON.stringify(id)}, "families": [${families.map((one) => JSON.stringify(one)).join(', ')}] }`;
  return `{ id: '${id}', families: [${families.map((one) => `'${one}'`).join(', ')}] }`;
};
