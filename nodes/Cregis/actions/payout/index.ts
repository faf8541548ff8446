export * as check from './check.operation';
export * as create from './create.operation';
export * as get from './get.operation';
