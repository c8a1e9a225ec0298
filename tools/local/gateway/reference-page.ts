import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Answers the API reference's addresses. @returns whether the path was one of them */
export type ReferencePage = (path: string, request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

export const createReferencePage = (): ReferencePage => () => Promise.resolve(false);
void readFile;
void createRequire;
void dirname;
void join;
