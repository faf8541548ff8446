export * as getByAddress from './getByAddress.operation';
export * as getByCurrency from './getByCurrency.operation';
