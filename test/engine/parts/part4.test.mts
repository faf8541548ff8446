import { runTogether } from '../../support/engineTests.mts';

runTogether(4, 4);
