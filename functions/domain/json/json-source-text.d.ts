/** JSON.parse source text access, in Node.js since 22 and not yet in TypeScript's library. */
interface JSON {
  parse(
    text: string,
    reviver: (this: unknown, key: string, value: unknown, context: { source?: string }) => unknown,
  ): unknown;
  rawJSON(text: string): { rawJSON: string };
  isRawJSON(value: unknown): boolean;
}
