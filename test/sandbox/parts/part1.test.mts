import { runTogether } from '../../support/runTogether.mts';

runTogether('test/sandbox', 1, 2);
