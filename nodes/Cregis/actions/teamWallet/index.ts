export * as getAddressBalances from './getAddressBalances.operation';
export * as getAddresses from './getAddresses.operation';
export * as getAll from './getAll.operation';
export * as getBalances from './getBalances.operation';
export * as getPendingTransactions from './getPendingTransactions.operation';
export * as getTransactions from './getTransactions.operation';
