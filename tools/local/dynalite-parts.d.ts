/** The parts of dynalite that work on a store of any make. */
declare module 'dynalite/validations' {
  export const checkTypes: (input: object, types: object) => object;
  export const checkValidations: (input: object, types: object, custom: unknown, store: object) => void;
}

declare module 'dynalite/validations/query' {
  interface Query {
    KeyConditions?: Record<string, { AttributeValueList: object[] }>;
  }
  const rules: {
    types: object;
    /** Why it cannot be asked. */
    custom: (query: Query, store: object) => string | undefined;
  };
  export default rules;
}

declare module 'dynalite/validations/*' {
  export const types: object;
  export const custom: unknown;
}

declare module 'dynalite/actions/*' {
  const action: (store: object, input: object, done: (error: unknown, answer?: object) => void) => void;
  export default action;
}
