export * as create from './create.operation';
export * as validate from './validate.operation';
