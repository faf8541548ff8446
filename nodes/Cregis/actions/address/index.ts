export * as checkOwnership from './checkOwnership.operation';
export * as create from './create.operation';
export * as createMany from './createMany.operation';
export * as update from './update.operation';
export * as validate from './validate.operation';
