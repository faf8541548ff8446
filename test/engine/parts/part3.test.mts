import { runTogether } from '../../support/engineTests.mts';

runTogether(3, 4);
