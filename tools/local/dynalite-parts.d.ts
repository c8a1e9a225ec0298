/** The parts of dynalite that work on a store of any make. */
declare module 'dynalite/validations' {
  export const checkTypes: (input: object, types: object) => object;
  export const checkValidations: (input: object, types: object, custom: unknown, store: object) => void;
}

declare module 'dynalite/validations/*' {
  export const types: object;
  export const custom: unknown;
}

declare module 'dynalite/actions/*' {
  const action: (store: object, input: object, done: (error: unknown, answer?: object) => void) => void;
  export default action;
}
