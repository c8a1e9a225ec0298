declare module 'asl-validator' {
  interface Result {
    isValid: boolean;
    errors: unknown[];
    errorsText: (separator?: string) => string;
  }

  interface Options {
    checkPaths?: boolean;
    checkArn?: boolean;
  }

  /** Checks a definition in the Amazon States Language. */
  export default function validator(definition: object, options?: Options): Result;
}
