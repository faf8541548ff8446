import { runTogether } from '../../support/engineTests.mts';

runTogether(1, 4);
