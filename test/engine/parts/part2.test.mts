import { runTogether } from '../../support/engineTests.mts';

runTogether(2, 4);
